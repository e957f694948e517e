using System.Globalization;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Defects;

/// <summary>Seen elsewhere: a hint cut to 30 s, read in the current culture, or its seconds taken without its minutes.</summary>
public sealed class RetryAfterTests
{
    private readonly StepClock _clock = new();

    [Theory]
    [PastTheProxy("The proxy adds a date of its own.")]
    [InlineData("7", 7)]
    [InlineData("90", 90)]
    [InlineData("0", 0)]
    [InlineData("1.5", 1.5)]
    [InlineData("Thu, 01 Jan 2026 00:01:30 GMT", 90)]
    [InlineData("Thu, 01 Jan 2026 01:01:30 +0100", 90)]
    [InlineData("Thursday, 01-Jan-26 00:01:30 GMT", 90)]
    [InlineData("Wed, 31 Dec 2025 23:59:00 GMT", 0)]
    public Task A_pause_that_is_asked_for_is_kept_to_in_every_culture(string hint, double seconds) => Task.Run(async () =>
    {
        foreach (var culture in new[] { "", "de-DE", "tr-TR" })
        {
            foreach (var status in new[] { 429, 503 })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                var clock = new StepClock();
                var handler = new QueueHandler(clock, InMemory.Status(status, hint), InMemory.Accepted);
                await using var client = handler.CreateClient();

                await clock.RunAsync(() => client.SubmitAsync(Requests.River));

                handler.Pauses.ShouldHaveSingleItem().ShouldBe(seconds, tolerance: 0.001);
            }
        }
    });

    [Theory]
    [InlineData(3600, 2)]
    [InlineData(-3600, 2)]
    [InlineData(-86_400 * 365, 7)]
    [InlineData(86_400 * 365, 7)]
    [InlineData(3600, -2)]
    [InlineData(0, 0)]
    public async Task A_date_counts_from_the_date_of_its_response_and_not_from_the_clients_clock(int ahead, int seconds)
    {
        foreach (var status in new[] { 429, 503 })
        {
            var clock = new StepClock();
            var service = clock.Time.GetUtcNow().AddSeconds(ahead);
            var handler = new QueueHandler(
                clock, Dated(InMemory.Status(status, service.AddSeconds(seconds).ToString("R")), service.ToString("R")), InMemory.Accepted);
            await using var client = handler.CreateClient();

            await clock.RunAsync(() => client.SubmitAsync(Requests.River));

            handler.Pauses.ShouldBe([Math.Max(0, seconds)]);
        }
    }

    [Fact]
    [PastTheProxy("Two calls are under way at once, and the test says which of them comes first.")]
    public async Task The_longest_pause_counts_that_calls_under_way_together_are_asked_for()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var handler = new QueueHandler(
            _clock, After(first.Task, InMemory.Status(429, "60")), After(second.Task, InMemory.Status(429, "1")), InMemory.Job("queued"));
        await using var client = handler.CreateClient(options => options.MaxAttempts = 1);
        var asked60 = Record.ExceptionAsync(() => client.GetAsync("req_1"));
        var asked1 = Record.ExceptionAsync(() => client.GetAsync("req_2"));
        first.SetResult();
        (await asked60).ShouldBeOfType<SeedanceRateLimitException>();
        second.SetResult();
        (await asked1).ShouldBeOfType<SeedanceRateLimitException>();

        await _clock.RunAsync(() => client.GetAsync("req_3"));

        (handler.Seen[2].At - handler.Seen[1].At).TotalSeconds.ShouldBe(60, tolerance: 0.001);

        static InMemoryResponse After(Task task, InMemoryResponse response) => async (request, cancellationToken) =>
        {
            await task;
            return await response(request, cancellationToken);
        };
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("32 Jan 2026")]
    public async Task A_date_counts_from_the_clients_clock_when_its_response_has_no_date_that_can_be_read(string date)
    {
        var handler = new QueueHandler(
            _clock, Dated(InMemory.Status(429, _clock.Time.GetUtcNow().AddSeconds(7).ToString("R")), date), InMemory.Accepted);
        await using var client = handler.CreateClient();

        await _clock.RunAsync(() => client.SubmitAsync(Requests.River));

        handler.Pauses.ShouldBe([7]);
    }

    private static InMemoryResponse Dated(InMemoryResponse respond, string date) => async (request, cancellationToken) =>
    {
        var response = await respond(request, cancellationToken);
        response.Headers.TryAddWithoutValidation("Date", date);
        return response;
    };

    [Theory]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("")]
    [InlineData("32 Jan")]
    public async Task A_hint_that_cannot_be_read_is_none(string hint)
    {
        var submission = new QueueHandler(_clock, InMemory.Status(429, hint));
        await using var client = submission.CreateClient();

        var error = await _clock.RunAsync(() => Record.ExceptionAsync(() => client.SubmitAsync(Requests.River)));

        error.ShouldBeOfType<SeedanceRateLimitException>().RetryAfter.ShouldBeNull();
        submission.Seen.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("181")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999999999999999999")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_pause_that_is_too_long_is_given_up_on_with_the_error_that_has_it_and_never_shortened(string hint)
    {
        foreach (var attempts in new[] { 1, 4 })
        {
            var handler = new QueueHandler(_clock, InMemory.Status(429, hint), InMemory.Accepted);
            await using var client = handler.CreateClient(options => options.MaxAttempts = attempts);
            var begin = _clock.Elapsed;

            var first = await _clock.RunAsync(() => Record.ExceptionAsync(() => client.SubmitAsync(Requests.River)));
            var second = await _clock.RunAsync(() => Record.ExceptionAsync(() => client.GetAsync("req_1")));

            first.ShouldBeOfType<SeedanceRateLimitException>().RetryAfter!.Value.TotalSeconds.ShouldBeGreaterThanOrEqualTo(181);
            second.ShouldBeOfType<SeedanceRateLimitException>().Message.ShouldContain("was not sent");
            handler.Seen.Count.ShouldBe(1);
            _clock.Elapsed.ShouldBe(begin);
        }
    }

    [Fact]
    public async Task A_pause_of_a_century_is_given_up_on_also_when_a_call_may_take_forever()
    {
        var handler = new QueueHandler(_clock, InMemory.Status(503, "99999999999"));
        await using var client = handler.CreateClient(options => options.TotalTimeout = Timeout.InfiniteTimeSpan);

        var error = await _clock.RunAsync(() => Record.ExceptionAsync(() => client.GetAsync("req_1")));
        var waiting = await _clock.RunAsync(() => Record.ExceptionAsync(
            () => client.WaitAsync(
                "req_1", new WaitOptions { Timeout = TimeSpan.FromDays(40), OnTimeoutOrCancel = UnfinishedJobAction.CancelJob })));

        error.ShouldBeOfType<SeedanceApiException>();
        waiting.ShouldBeOfType<GenerationTimeoutException>().JobOutcome.ShouldBe(UnfinishedJobOutcome.CancelFailed);
        handler.Seen.Count.ShouldBe(1);
    }

    [Fact]
    [PastTheProxy("The responses are no JSON, or break off.")]
    public async Task A_pause_is_kept_to_also_when_the_body_of_its_response_breaks_off_or_is_too_large()
    {
        foreach (var body in new HttpContent[] { new ByteArrayContent(new byte[5000]), new StreamContent(new BrokenStream()) })
        {
            var handler = new QueueHandler(_clock, async (request, cancellationToken) =>
            {
                var refusal = await InMemory.Status(503, "9")(request, cancellationToken);
                refusal.Content = body;
                return refusal;
            }, InMemory.Accepted);
            await using var client = handler.CreateClient(options => options.MaxResponseBytes = 1024);

            await _clock.RunAsync(() => client.SubmitAsync(Requests.River));

            handler.Pauses.ShouldBe([9]);
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("It broke off.");
    }
}
