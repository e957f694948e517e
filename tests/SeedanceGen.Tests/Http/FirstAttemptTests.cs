using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Http;

/// <summary>
/// The first attempt of a call goes without the machinery of repetitions: it must keep every promise that the others keep.
/// </summary>
public sealed class FirstAttemptTests
{
    private readonly StepClock _clock = new();

    [Fact]
    public async Task A_token_that_a_handler_keeps_is_cancelled_neither_by_its_late_caller_nor_by_a_later_call()
    {
        CancellationToken kept = default;
        using var caller = new CancellationTokenSource();
        using var handler = new QueueHandler(
            _clock,
            (request, token) =>
            {
                kept = token;
                return InMemory.Job("queued")(request, token);
            },
            InMemory.Hang(_clock));
        await using var client = handler.CreateClient(options => options.MaxAttempts = 1);

        await client.GetAsync("req_1", caller.Token);
        await caller.CancelAsync();
        await Should.ThrowAsync<SeedanceConnectionException>(() => _clock.RunAsync(() => client.GetAsync("req_1")));

        handler.Seen.Count.ShouldBe(2);
        kept.CanBeCanceled.ShouldBeTrue();
        kept.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task A_call_that_is_cancelled_on_its_way_ends_with_its_callers_token_and_is_not_repeated()
    {
        using var caller = new CancellationTokenSource();
        using var handler = new QueueHandler(_clock, async (_, token) =>
        {
            await caller.CancelAsync();
            token.ThrowIfCancellationRequested();
            throw new InvalidOperationException("The caller's token did not arrive.");
        });
        await using var client = handler.CreateClient();

        var error = await Should.ThrowAsync<OperationCanceledException>(() => client.GetAsync("req_1", caller.Token));

        error.CancellationToken.ShouldBe(caller.Token);
        handler.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_total_time_that_is_shorter_than_an_attempts_ends_the_first_one_and_is_named()
    {
        using var handler = new QueueHandler(_clock, InMemory.Hang(_clock));
        await using var client = handler.CreateClient(options => options.TotalTimeout = TimeSpan.FromSeconds(10));

        var error = await Should.ThrowAsync<SeedanceConnectionException>(() => _clock.RunAsync(() => client.GetAsync("req_1")));

        _clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(10));
        error.Message.ShouldContain("no whole response came within 00:00:10 (TotalTimeout)");
        handler.Seen.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task The_first_attempt_counts_as_one(int attempts)
    {
        using var handler = new QueueHandler(_clock, InMemory.Status(500));
        await using var client = handler.CreateClient(options => options.MaxAttempts = attempts);

        await Should.ThrowAsync<SeedanceApiException>(() => _clock.RunAsync(() => client.GetAsync("req_1")));

        handler.Seen.Count.ShouldBe(attempts);
    }

    [Fact]
    public async Task A_pause_that_the_service_asked_for_holds_back_the_next_first_attempt_and_no_other_after_it()
    {
        using var handler = new QueueHandler(_clock, InMemory.Status(429, retryAfter: "5"), InMemory.Job("queued"));
        await using var client = handler.CreateClient(options => options.MaxAttempts = 1);

        await Should.ThrowAsync<SeedanceRateLimitException>(() => client.GetAsync("req_1"));
        await _clock.RunAsync(() => client.GetAsync("req_1"));
        await client.GetAsync("req_1");

        handler.Pauses.ShouldBe([5, 0]);
    }
}
