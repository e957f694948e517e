using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Jobs;

/// <summary>A job that has succeeded, whose link is not there yet.</summary>
public sealed class MissingLinkTests
{
    private static readonly InMemoryResponse NoLink = InMemory.Job("succeeded", "");

    private readonly StepClock _clock = new();

    [Fact]
    public async Task The_link_is_asked_for_and_comes_with_the_job()
    {
        var handler = new QueueHandler(_clock, InMemory.Accepted, NoLink, NoLink, NoLink, InMemory.Job("succeeded"));
        await using var client = handler.CreateClient();

        var video = await _clock.RunAsync(() => client.GenerateAsync(Requests.River));

        video.Output!.Url.ShouldNotBeNull();
        handler.Seen.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(5)]
    [InlineData(0)]
    public async Task A_link_that_does_not_come_ends_the_wait_in_time_and_the_job_is_not_called_failed(int seconds)
    {
        var handler = new QueueHandler(_clock, NoLink);
        await using var client = handler.CreateClient();

        var video = await _clock.RunAsync(
            () => client.WaitAsync("req_1", new WaitOptions { LinkTimeout = TimeSpan.FromSeconds(seconds) }));

        video.Status.ShouldBe(GenerationStatus.Succeeded);
        video.Output.ShouldBeNull();
        _clock.Elapsed.TotalSeconds.ShouldBeInRange(seconds, seconds + 0.1);
    }

    [Fact]
    [PastTheProxy("Some responses are not of the API.")]
    public async Task Nothing_that_comes_meanwhile_loses_the_job_that_has_succeeded()
    {
        var handler = new QueueHandler(
            _clock, NoLink, InMemory.Status(503), InMemory.Status(404), InMemory.Json("<html>"), InMemory.Job("processing"),
            InMemory.Status(401), NoLink);
        await using var client = handler.CreateClient(options => options.MaxAttempts = 1);

        var video = await _clock.RunAsync(() => client.WaitAsync("req_1"));

        video.Status.ShouldBe(GenerationStatus.Succeeded);
        handler.Seen.Count.ShouldBeGreaterThan(7);
    }

    [Theory]
    [InlineData("30")]
    [InlineData("600")]
    public async Task A_pause_that_the_service_asks_for_is_kept_or_given_up_on(string seconds)
    {
        var handler = new QueueHandler(_clock, NoLink, InMemory.Status(404, seconds), InMemory.Job("succeeded"));
        await using var client = handler.CreateClient();

        var video = await _clock.RunAsync(() => client.WaitAsync("req_1"));

        (video.Output is null).ShouldBe(seconds == "600");
        handler.Pauses.Skip(1).ShouldAllBe(pause => pause >= 30);
        _clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task The_end_of_the_wait_itself_returns_the_job()
    {
        var handler = new QueueHandler(_clock, NoLink);
        await using var client = handler.CreateClient();

        var video = await _clock.RunAsync(() => client.WaitAsync(
            "req_1", new WaitOptions { Timeout = TimeSpan.FromSeconds(10), OnTimeoutOrCancel = UnfinishedJobAction.CancelJob }));

        video.Status.ShouldBe(GenerationStatus.Succeeded);
        handler.Seen.ShouldAllBe(seen => seen.Method == "GET");
    }

    [Fact]
    public async Task A_cancellation_meanwhile_does_not_cancel_the_job()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10), _clock.Time);
        var handler = new QueueHandler(_clock, NoLink);
        await using var client = handler.CreateClient();

        var error = await _clock.RunAsync(() => Record.ExceptionAsync(() => client.WaitAsync(
            "req_1", new WaitOptions { OnTimeoutOrCancel = UnfinishedJobAction.CancelJob }, cancellationToken: stop.Token)));

        var canceled = error.ShouldBeOfType<GenerationWaitCanceledException>();
        canceled.JobOutcome.ShouldBe(UnfinishedJobOutcome.Finished);
        canceled.LastStatus.ShouldBe(GenerationStatus.Succeeded);
        canceled.Message.ShouldContain("had finished");
        handler.Seen.ShouldAllBe(seen => seen.Method == "GET");
    }

    [Fact]
    public async Task A_watch_yields_the_job_without_its_link_and_then_with_it()
    {
        var handler = new QueueHandler(_clock, InMemory.Job("queued"), NoLink, NoLink, InMemory.Job("succeeded"));
        await using var client = handler.CreateClient();

        var links = await _clock.RunAsync(async () =>
        {
            var seen = new List<bool>();
            await foreach (var job in client.WatchAsync("req_1").ConfigureAwait(false))
                seen.Add(job.Output?.Url is not null);
            return seen;
        });

        links.ShouldBe([false, false, true]);
    }

    [Fact]
    public async Task A_failed_job_needs_no_link()
    {
        var handler = new QueueHandler(_clock, InMemory.Job("failed"));
        await using var client = handler.CreateClient();

        (await _clock.RunAsync(() => Record.ExceptionAsync(() => client.WaitAsync("req_1")))).ShouldBeOfType<GenerationFailedException>();

        handler.Seen.Count.ShouldBe(1);
    }

    [Theory]
    [PastTheProxy("The API describes no such status.")]
    [InlineData("expired", "'expired', which this version does not know")]
    [InlineData("queued", "last status: queued")]
    public async Task The_end_of_a_wait_says_which_status_came_and_whether_it_is_known(string status, string shown)
    {
        var handler = new QueueHandler(_clock, InMemory.Job(status));
        await using var client = handler.CreateClient();
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(31), _clock.Time);

        var late = await _clock.RunAsync(() => Record.ExceptionAsync(() => client.WaitAsync("req_1")));
        var stopped = await _clock.RunAsync(() => Record.ExceptionAsync(() => client.WaitAsync("req_1", cancellationToken: stop.Token)));

        foreach (var message in new[]
                 {
                     late.ShouldBeOfType<GenerationTimeoutException>().Message,
                     stopped.ShouldBeOfType<GenerationWaitCanceledException>().Message,
                 })
        {
            message.ShouldContain(shown);
            message.Contains("It goes on", StringComparison.Ordinal).ShouldBe(status == "queued");
        }
    }
}
