using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Defects;

/// <summary>Seen elsewhere: six attempts in 0 ms; 429 repeated on one framework only; ninety seconds that last thirty.</summary>
public sealed class RetryDelayTests
{
    private readonly StepClock _clock = new();

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Every_pause_between_attempts_takes_its_time(int status)
    {
        var handler = new QueueHandler(_clock, InMemory.Status(status));
        await using var client = handler.CreateClient(options => options.MaxAttempts = 6);

        var error = await _clock.RunAsync(() => Record.ExceptionAsync(() => client.GetAsync("req_1")));

        error.ShouldBeAssignableTo<SeedanceApiException>();
        handler.Pauses.Count.ShouldBe(5);
        handler.Pauses.ShouldAllBe(pause => pause > 0 && pause <= 20);
        handler.Pauses.Sum().ShouldBe(_clock.Elapsed.TotalSeconds, tolerance: 0.001);
        handler.Pauses.Sum().ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task No_pause_is_longer_than_its_limit()
    {
        var handler = new QueueHandler(_clock, InMemory.Status(500));
        await using var client = handler.CreateClient(options =>
            (options.MaxAttempts, options.RetryDelay, options.MaxRetryDelay) = (12, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)));

        await _clock.RunAsync(() => Record.ExceptionAsync(() => client.GetAsync("req_1")));

        handler.Pauses.Count.ShouldBe(11);
        handler.Pauses.ShouldAllBe(pause => pause <= 3);
    }

    [Fact]
    public async Task A_refusal_that_comes_late_belongs_to_the_one_that_calls_have_paused_for()
    {
        var late = TimeSpan.FromSeconds(1);
        var refused = new TaskCompletionSource();
        var handler = new QueueHandler(
            _clock,
            async (request, cancellationToken) =>
            {
                await refused.Task;
                await _clock.DelayAsync(late, cancellationToken);
                return await InMemory.Status(429)(request, cancellationToken);
            },
            InMemory.Status(429),
            InMemory.Job("queued"));
        await using var client = handler.CreateClient(options => options.MaxAttempts = 1);

        await _clock.RunAsync(async () =>
        {
            var underWay = client.GetAsync("req_1");
            await Should.ThrowAsync<SeedanceRateLimitException>(() => client.GetAsync("req_2"));
            refused.SetResult();
            await Should.ThrowAsync<SeedanceRateLimitException>(() => underWay);
            return await client.GetAsync("req_3");
        });

        handler.Seen[^1].At.ShouldBe(late);
    }

    [Fact]
    public async Task One_attempt_is_one_attempt()
    {
        var handler = new QueueHandler(_clock, InMemory.Status(503, "1"));
        await using var client = handler.CreateClient(options => options.MaxAttempts = 1);

        (await _clock.RunAsync(() => Record.ExceptionAsync(() => client.GetAsync("req_1")))).ShouldBeOfType<SeedanceApiException>();

        handler.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_attempt_has_its_time_and_the_call_has_its_own()
    {
        var handler = new QueueHandler(_clock, InMemory.Hang(_clock));
        await using var client = handler.CreateClient(options =>
            (options.AttemptTimeout, options.TotalTimeout, options.MaxAttempts) = (TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(200), 9));

        var error = await _clock.RunAsync(() => Record.ExceptionAsync(() => client.GetAsync("req_1")));

        error.ShouldBeOfType<SeedanceConnectionException>().Message.ShouldContain(nameof(SeedanceClientOptions.TotalTimeout));
        handler.Pauses[0].ShouldBeInRange(90, 92);
        _clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(200));
    }

    [Fact]
    public async Task A_submission_that_hangs_is_not_sent_again()
    {
        var handler = new QueueHandler(_clock, InMemory.Hang(_clock), InMemory.Accepted);
        await using var client = handler.CreateClient();

        (await _clock.RunAsync(() => Record.ExceptionAsync(() => client.SubmitAsync(Requests.River))))
            .ShouldBeOfType<SubmissionOutcomeUnknownException>();

        handler.Seen.Count.ShouldBe(1);
        _clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(60));
    }
}
