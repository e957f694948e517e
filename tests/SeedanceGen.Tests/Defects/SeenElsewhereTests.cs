using System.Reflection;
using SeedanceGen.Testing;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Telemetry;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Defects;

/// <summary>Rows of the table in this folder's README that no other class here is about, each named for where it was seen.</summary>
[Collection(ListeningAlone.Name)]
public sealed class SeenElsewhereTests
{
    private readonly StepClock _clock = new();

    [Theory]
    [PastTheProxy("The statuses are unknown.")]
    [InlineData("QUEUED")]
    [InlineData("Succeeded")]
    [InlineData("upscaling")]
    [InlineData("")]
    public async Task Runway_in_CSharp__An_unknown_status_is_no_end_and_the_wait_for_it_is_bounded(string status)
    {
        var handler = new QueueHandler(_clock, InMemory.Job(status));
        await using var client = handler.CreateClient();

        var error = await _clock.RunAsync(() => Record.ExceptionAsync(() => client.WaitAsync("req_1")));

        error.ShouldBeOfType<GenerationTimeoutException>().LastStatus!.Value.Value.ShouldBe(status);
        _clock.Elapsed.ShouldBe(new WaitOptions().Timeout);
    }

    [Fact]
    public void Runway_in_CSharp__The_assembly_is_small_and_made_for_trimming()
    {
        var assembly = typeof(SeedanceClient).Assembly;

        // 54 kB of it validate a whole request: objects in it, and rules between fields. 30 kB read responses that another layer
        // touched. 40 kB are the names of a configuration, changes of it, a batch with its progress, and overloads. 4 kB validate items of
        // lists that nothing describes.
        new FileInfo(assembly.Location).Length.ShouldBeLessThan(776 * 1024);
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ShouldContain(data => data.Key == "IsTrimmable" && data.Value == "True");
        assembly.GetTypes().Length.ShouldBeLessThan(510);
    }

    [Fact]
    [PastTheProxy("The values are unknown.")]
    public async Task OpenAI__A_value_that_is_new_to_an_enumeration_does_not_lose_the_response()
    {
        const string New =
            ""","model":"seedance-9","aspectRatio":"21:9","resolution":"8k","output":"""
            + """{"type":"hologram","url":"https://cdn.example.com/v"},"error":null""";
        var handler = new QueueHandler(_clock, InMemory.Job("paused", New));
        await using var client = handler.CreateClient();

        var job = await client.GetAsync("req_1");

        job.Status.Value.ShouldBe("paused");
        job.Status.IsTerminal.ShouldBeFalse();
        job.Model!.Value.Value.ShouldBe("seedance-9");
        job.Output!.Url!.Host.ShouldBe("cdn.example.com");
    }

    [Fact]
    [PastTheProxy("One response for all operations is described for none but one.")]
    public async Task Fal__Every_failure_is_on_the_awaited_task_and_nowhere_else()
    {
        var stray = new List<Exception>();
        void Keep(object? sender, UnobservedTaskExceptionEventArgs unobserved) => stray.AddRange(
            unobserved.Exception.Flatten().InnerExceptions);
        TaskScheduler.UnobservedTaskException += Keep;
        try
        {
            await FailInEveryWayAsync();
            for (var collection = 0; collection < 3; collection++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Keep;
        }

        stray.Where(exception => exception is SeedanceException or OperationCanceledException or HttpRequestException).ShouldBeEmpty();
    }

    [Fact]
    [PastTheProxy("One of the responses is no JSON.")]
    public async Task Kiota__A_typed_error_is_thrown_as_it_is_and_not_inside_another()
    {
        foreach (var response in new[] { InMemory.Status(400), InMemory.Status(429), InMemory.Throw(HttpRequestError.ConnectionError),
            InMemory.Throw(HttpRequestError.ResponseEnded), InMemory.Json("no") })
        {
            var handler = new QueueHandler(_clock, response);
            await using var client = handler.CreateClient();
            foreach (var call in CallsOf(client))
                (await _clock.RunAsync(() => Record.ExceptionAsync(call))).ShouldBeAssignableTo<SeedanceException>();
        }
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task AutoSDK__A_charged_call_that_failed_on_the_way_is_not_sent_again(int status)
    {
        var handler = new QueueHandler(_clock, InMemory.Status(status), InMemory.Accepted);
        await using var client = handler.CreateClient();

        (await _clock.RunAsync(() => Record.ExceptionAsync(() => client.SubmitAsync(Requests.River))))
            .ShouldBeOfType<SubmissionOutcomeUnknownException>();

        handler.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Stripe__A_pause_before_another_attempt_ends_with_its_token()
    {
        var handler = new QueueHandler(_clock, InMemory.Status(500));
        await using var client = handler.CreateClient(
            options => (options.RetryDelay, options.MaxRetryDelay) = (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)));
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock.Time);

        (await _clock.RunAsync(() => Record.ExceptionAsync(() => client.GetAsync("req_1", stop.Token))))
            .ShouldBeAssignableTo<OperationCanceledException>();

        _clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(5));
        handler.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WireMock__Jobs_that_are_polled_at_once_do_not_move_each_other()
    {
        await using var server = await ServerOfTheRun.StartAsync(new() { Lifecycle = JobLifecycle.AfterPolls(1) });
        await using var client = new SeedanceClient(server.ApiKey, new() { BaseAddress = server.BaseAddress });
        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.SubmitAsync(Requests.River)));

        var first = await Task.WhenAll(jobs.Select(job => job.RefreshAsync()));
        var second = await Task.WhenAll(jobs.Select(job => job.RefreshAsync()));

        first.ShouldAllBe(job => !job.Status.IsTerminal);
        second.ShouldAllBe(job => job.Status == GenerationStatus.Succeeded);
    }

    private static Func<Task>[] CallsOf(SeedanceClient client) =>
    [
        () => client.SubmitAsync(Requests.River), () => client.GetAsync("req_1"), () => client.CancelAsync("req_1"),
        () => client.ListModelsAsync(),
        () => client.GenerateAsync(Requests.River),
        () => client.WaitAsync(
            "req_1", new WaitOptions { Timeout = TimeSpan.FromSeconds(1), OnTimeoutOrCancel = UnfinishedJobAction.CancelJob }),
    ];

    /// <summary>A method of its own, so that nothing of it is alive when it has returned.</summary>
    private async Task FailInEveryWayAsync()
    {
        foreach (var response in new[] { InMemory.Status(500), InMemory.Hang(_clock), InMemory.Job("queued"),
            InMemory.Throw(HttpRequestError.ResponseEnded) })
        {
            var handler = new QueueHandler(_clock, response);
            await using var client = handler.CreateClient();
            foreach (var call in CallsOf(client))
                await _clock.RunAsync(() => Record.ExceptionAsync(call));
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(3), _clock.Time);
            await _clock.RunAsync(() => Record.ExceptionAsync(() => client.WaitAsync("req_1", cancellationToken: stop.Token)));
        }
    }
}
