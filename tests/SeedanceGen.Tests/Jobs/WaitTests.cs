using SeedanceGen.Testing;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Jobs;

/// <summary>Waiting for a job, in virtual time over a real socket.</summary>
public sealed class WaitTests
{
    private static readonly VideoGenerationRequest WithWebhook =
        VideoRequest.Seedance20("A river").WithWebhookUrl(new Uri("https://your-app.com/webhooks/seedance")).Build();

    [Fact]
    public async Task Ten_minutes_of_polling_end_with_the_video_and_every_status_was_reported()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.After(TimeSpan.FromMinutes(10)));
        var seen = new Seen();

        var job = await service.Client.SubmitAsync(VirtualService.Request);
        var video = await job.WaitAsync(seen);

        video.Status.ShouldBe(GenerationStatus.Succeeded);
        service.Clock.Elapsed.ShouldBeInRange(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10.4));
        seen.Statuses.Distinct().ShouldBe([GenerationStatus.Queued, GenerationStatus.Processing, GenerationStatus.Succeeded]);
        job.Status.ShouldBe(GenerationStatus.Succeeded);
        service.Server.Ledger.TotalCharged.ShouldBe(job.CreditsCharged!.Value);
    }

    [Fact]
    public async Task Pauses_grow_with_jitter_up_to_the_longest_and_start_again_when_the_status_changes()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.Manually);
        var job = await service.Client.SubmitAsync(VirtualService.Request);
        var waiting = job.WaitAsync(new WaitOptions { Timeout = TimeSpan.FromMinutes(5) }, new Reaction(read =>
        {
            if (service.Clock.Elapsed > TimeSpan.FromMinutes(2) && read.Status == GenerationStatus.Queued)
                service.Server.GetJob(job.Id).Start();
        }));

        await Should.ThrowAsync<GenerationTimeoutException>(waiting);

        var polls = service.Server.Journal.ForJob(job.Id).Where(entry => entry.Method == "GET").Select(entry => entry.Timestamp).ToList();
        var pauses = polls.Zip(polls.Skip(1), (one, next) => (next - one).TotalSeconds).ToList();
        pauses[0].ShouldBeInRange(1.6, 2.4);
        pauses[1].ShouldBeInRange(2.4, 3.6);
        pauses.Max().ShouldBeInRange(12, 18.001);
        pauses.Skip(8).SkipLast(1).Min().ShouldBeInRange(1.6, 2.4);
        pauses.Distinct().Count().ShouldBeGreaterThan(pauses.Count / 2);
    }

    [Fact]
    public async Task A_wait_is_bounded_and_says_where_the_job_stands()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.Manually);
        var job = await service.Client.SubmitAsync(VirtualService.Request);

        var error = await Should.ThrowAsync<GenerationTimeoutException>(() => job.WaitAsync());

        error.RequestId.ShouldBe(job.Id);
        error.LastStatus.ShouldBe(GenerationStatus.Queued);
        error.JobOutcome.ShouldBe(UnfinishedJobOutcome.LeftRunning);
        service.Clock.Elapsed.ShouldBeInRange(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30.1));
        service.Server.GetJob(job.Id).Status.ShouldBe(GenerationStatus.Queued);
    }

    [Fact]
    public async Task A_wait_that_times_out_cancels_the_job_when_it_was_told_to()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.Manually);
        var job = await service.Client.SubmitAsync(VirtualService.Request);

        var error = await Should.ThrowAsync<GenerationTimeoutException>(
            () => job.WaitAsync(new WaitOptions { Timeout = TimeSpan.FromMinutes(1), OnTimeoutOrCancel = UnfinishedJobAction.CancelJob }));

        error.JobOutcome.ShouldBe(UnfinishedJobOutcome.Canceled);
        service.Server.GetJob(job.Id).Status.ShouldBe(GenerationStatus.Cancelled);
    }

    [Fact]
    public async Task A_job_that_finished_while_it_was_to_be_cancelled_is_not_lost()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.Manually);
        var job = await service.Client.SubmitAsync(VirtualService.Request);
        var finishLate = new Reaction(_ =>
        {
            if (service.Clock.Elapsed >= TimeSpan.FromMinutes(1))
                service.Server.GetJob(job.Id).Succeed();
        });

        var video = await job.WaitAsync(
            new WaitOptions { Timeout = TimeSpan.FromMinutes(1), OnTimeoutOrCancel = UnfinishedJobAction.CancelJob }, finishLate);

        video.Status.ShouldBe(GenerationStatus.Succeeded);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_before_the_start_ends_the_wait_without_a_call()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.Manually);
        var job = await service.Client.SubmitAsync(VirtualService.Request);

        var error = await Record.ExceptionAsync(() => job.WaitAsync(cancellationToken: new CancellationToken(canceled: true)));

        error.ShouldBeOfType<GenerationWaitCanceledException>().RequestId.ShouldBe(job.Id);
        service.Server.Journal.ForJob(job.Id).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_in_a_pause_ends_the_wait_at_once()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.Manually);
        var job = await service.Client.SubmitAsync(VirtualService.Request);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10), service.Clock);

        var error = await Record.ExceptionAsync(() => job.WaitAsync(
            new WaitOptions
            {
                PollInterval = TimeSpan.FromHours(1),
                MaxPollInterval = TimeSpan.FromHours(1),
                Timeout = TimeSpan.FromHours(9),
                OnTimeoutOrCancel = UnfinishedJobAction.CancelJob
            },
            cancellationToken: stop.Token));

        var cancelled = error.ShouldBeOfType<GenerationWaitCanceledException>();
        cancelled.CancellationToken.ShouldBe(stop.Token);
        cancelled.JobOutcome.ShouldBe(UnfinishedJobOutcome.Canceled);
        cancelled.LastStatus.ShouldBe(GenerationStatus.Queued);
        service.Clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    [PastTheProxy("No response ever comes.")]
    public async Task A_token_that_is_cancelled_in_the_read_ends_the_wait()
    {
        using var clock = new VirtualTimeProvider();
        using var stop = new CancellationTokenSource();
        await using var server = new ScriptedServer(async (_, _, stopping) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, stopping);
        });
        await using var client = server.CreateClient(new SeedanceClientOptions { TimeProvider = clock });

        var error = await Record.ExceptionAsync(() => client.WaitAsync("req_1", cancellationToken: stop.Token));

        error.ShouldBeOfType<GenerationWaitCanceledException>().CancellationToken.ShouldBe(stop.Token);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_exactly_at_completion_does_not_lose_the_video()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.AfterPolls(1));
        using var stop = new CancellationTokenSource();
        var job = await service.Client.SubmitAsync(VirtualService.Request);

        var video = await job.WaitAsync(
            new Reaction(read =>
            {
                if (read.Status.IsTerminal)
                    stop.Cancel();
            }),
            stop.Token);

        video.Status.ShouldBe(GenerationStatus.Succeeded);
    }

    [Fact]
    public async Task A_failed_and_a_cancelled_job_are_typed_errors_with_the_whole_job()
    {
        await using var service = await VirtualService.StartAsync(
            JobLifecycle.AfterPolls(1).EndingInFailure("moderated", "The prompt was refused."));
        var failed = await service.Client.SubmitAsync(VirtualService.Request);

        var failure = await Should.ThrowAsync<GenerationFailedException>(() => failed.WaitAsync());

        failure.Message.ShouldContain("The prompt was refused. (moderated)");
        failure.Generation.ErrorCode.ShouldBe("moderated");
        failed.Latest.ShouldBe(failure.Generation);

        var cancelled = await service.Client.SubmitAsync(VirtualService.Request);
        await cancelled.CancelAsync();
        (await Should.ThrowAsync<GenerationCancelledException>(() => cancelled.WaitAsync())).RequestId.ShouldBe(cancelled.Id);
    }

    [Fact]
    [PastTheProxy("The statuses are unknown.")]
    public async Task An_unknown_status_is_waited_out()
    {
        using var clock = new VirtualTimeProvider();
        await using var server = new ScriptedServer(
            OnSocket.Json("""{"success":true,"requestId":"req_1","status":"QUEUED"}"""),
            OnSocket.Json("""{"success":true,"requestId":"req_1","status":"upscaling"}"""),
            OnSocket.Json(Documented.Read("result.succeeded.json")));
        await using var client = server.CreateClient(new SeedanceClientOptions { TimeProvider = clock });
        var seen = new Seen();

        (await client.WaitAsync("req_1", progress: seen)).Status.ShouldBe(GenerationStatus.Succeeded);

        seen.Statuses.Select(status => status.Value).ShouldBe(["QUEUED", "upscaling", "succeeded"]);
    }

    [Fact]
    [PastTheProxy("Connections are reset.")]
    public async Task Polls_that_fail_with_something_that_passes_do_not_end_the_wait()
    {
        using var clock = new VirtualTimeProvider();
        await using var server = new ScriptedServer(
            [.. Enumerable.Repeat(OnSocket.Error(503), 12), OnSocket.Reset(), OnSocket.Json(Documented.Read("result.succeeded.json"))]);
        await using var client = server.CreateClient(new SeedanceClientOptions { TimeProvider = clock });

        (await client.WaitAsync("req_1")).Status.ShouldBe(GenerationStatus.Succeeded);
    }

    [Fact]
    public async Task A_poll_that_fails_for_good_ends_the_wait_with_its_own_error()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.Manually);

        (await Should.ThrowAsync<SeedanceApiException>(() => service.Client.WaitAsync("req_unknown"))).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_webhook_ends_the_pause_and_polls_are_rare_while_it_is_expected()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.Manually);
        service.Client.ReceivesWebhooks = true;
        var job = await service.Client.SubmitAsync(WithWebhook);
        using var webhook = service.Clock.CreateTimer(
            _ =>
            {
                service.Server.GetJob(job.Id).Succeed();
                service.Client.PollNow(job.Id);
            },
            null, TimeSpan.FromMinutes(5.5), Timeout.InfiniteTimeSpan);

        await job.WaitAsync();

        service.Clock.Elapsed.ShouldBe(TimeSpan.FromMinutes(5.5));
        service.Server.Journal.ForJob(job.Id).Count(entry => entry.Method == "GET").ShouldBeLessThan(10);
    }

    [Fact]
    public async Task A_webhook_that_this_process_does_not_receive_does_not_slow_the_polls()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.After(TimeSpan.FromSeconds(5)));

        await service.Client.GenerateAsync(WithWebhook);

        service.Clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_caller_may_say_that_a_webhook_is_awaited_or_is_not()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.After(TimeSpan.FromSeconds(5)));

        await service.Client.GenerateAsync(WithWebhook, new WaitOptions { ExpectWebhook = true });
        var slow = service.Clock.Elapsed;
        service.Client.ReceivesWebhooks = true;
        await service.Client.GenerateAsync(WithWebhook, new WaitOptions { ExpectWebhook = false });
        var fast = service.Clock.Elapsed - slow;
        await service.Client.GenerateAsync(VirtualService.Request);
        var withoutOne = service.Clock.Elapsed - slow - fast;

        slow.ShouldBeGreaterThan(TimeSpan.FromSeconds(40));
        fast.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        withoutOne.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_watch_yields_one_item_for_each_change_and_ends_with_the_finished_job()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.After(TimeSpan.FromMinutes(3)));
        var job = await service.Client.SubmitAsync(VirtualService.Request);
        var statuses = new List<GenerationStatus>();

        await foreach (var generation in job.WatchAsync())
            statuses.Add(generation.Status);

        statuses.ShouldBe([GenerationStatus.Queued, GenerationStatus.Processing, GenerationStatus.Succeeded]);
        service.Server.Journal.ForJob(job.Id).Count.ShouldBeGreaterThan(10);
        job.Latest!.Output!.Url.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_watch_that_times_out_or_is_cancelled_does_with_the_job_what_it_was_told_to()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.Manually);
        var options = new WaitOptions { Timeout = TimeSpan.FromMinutes(1), OnTimeoutOrCancel = UnfinishedJobAction.CancelJob };
        var timedOut = await service.Client.SubmitAsync(VirtualService.Request);
        var stopped = await service.Client.SubmitAsync(VirtualService.Request);
        var left = await service.Client.SubmitAsync(VirtualService.Request);

        var timeout = (await Record.ExceptionAsync(() => WatchAsync(timedOut, options))).ShouldBeOfType<GenerationTimeoutException>();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10), service.Clock);
        var cancellation = (await Record.ExceptionAsync(() => WatchAsync(stopped, options, stop.Token)))
            .ShouldBeOfType<GenerationWaitCanceledException>();
        await Should.ThrowAsync<GenerationTimeoutException>(
            () => WatchAsync(left, options with { OnTimeoutOrCancel = UnfinishedJobAction.LeaveRunning }));

        timeout.JobOutcome.ShouldBe(UnfinishedJobOutcome.Canceled);
        cancellation.JobOutcome.ShouldBe(UnfinishedJobOutcome.Canceled);
        cancellation.CancellationToken.ShouldBe(stop.Token);
        new[] { timedOut, stopped, left }.Select(job => service.Server.GetJob(job.Id).Status.Value)
            .ShouldBe(["cancelled", "cancelled", "queued"]);
    }

    [Theory]
    [InlineData("succeeded")]
    [InlineData("failed")]
    public async Task A_watch_does_not_lose_a_job_that_finished_while_it_was_to_be_cancelled(string end)
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.Manually);
        var job = await service.Client.SubmitAsync(VirtualService.Request);
        var last = default(GenerationStatus);

        await foreach (var generation in job.WatchAsync(
            new WaitOptions { Timeout = TimeSpan.FromTicks(1), OnTimeoutOrCancel = UnfinishedJobAction.CancelJob }))
        {
            last = generation.Status;
            if (last.IsTerminal)
                continue;
            if (end == "failed")
                service.Server.GetJob(job.Id).Fail("code", "message");
            else
                service.Server.GetJob(job.Id).Succeed();
        }

        last.Value.ShouldBe(end);
    }

    private static async Task WatchAsync(GenerationJob job, WaitOptions options, CancellationToken cancellationToken = default)
    {
        await foreach (var _ in job.WatchAsync(options, cancellationToken))
        {
        }
    }

    [Fact]
    public async Task A_job_is_found_again_by_its_id()
    {
        await using var service = await VirtualService.StartAsync(JobLifecycle.AfterPolls(2));
        var id = (await service.Client.SubmitAsync(VirtualService.Request)).Id;

        var resumed = service.Client.GetJob(id);

        resumed.CreditsCharged.ShouldBeNull();
        resumed.Status.ShouldBeNull();
        (await resumed.WaitAsync()).RequestId.ShouldBe(id);
    }

    private sealed class Seen : IProgress<VideoGeneration>
    {
        public List<GenerationStatus> Statuses { get; } = [];

        public void Report(VideoGeneration value) => Statuses.Add(value.Status);
    }

    private sealed class Reaction(Action<VideoGeneration> react) : IProgress<VideoGeneration>
    {
        public void Report(VideoGeneration value) => react(value);
    }
}
