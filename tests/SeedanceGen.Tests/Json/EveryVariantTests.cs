using SeedanceGen.Testing;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Json;

/// <summary>The client's main scenarios, against the service of today and every one of tomorrow.</summary>
public sealed class EveryVariantTests
{
    [Fact]
    public Task A_job_is_submitted_waited_for_and_downloaded() =>
        RunAsync(JobLifecycle.After(TimeSpan.FromMinutes(3)), async (client, server) =>
    {
        (await client.ListModelsAsync()).Count.ShouldBe(SeedanceModel.KnownValues.Count);
        var job = await client.SubmitAsync(VirtualService.Request);

        var video = await job.WaitAsync();

        video.Status.ShouldBe(GenerationStatus.Succeeded);
        var file = new MemoryStream();
        (await client.DownloadAsync(video, file)).ShouldBe(file.Length);
        file.Length.ShouldBeGreaterThan(1000);
        server.Ledger.Charges.Count.ShouldBe(1);
    });

    [Fact]
    public Task A_job_that_fails_says_so() => RunAsync(JobLifecycle.Immediately.EndingInFailure("moderation", "No."), async (client, _) =>
    {
        var failed = await Should.ThrowAsync<GenerationFailedException>(() => client.GenerateAsync(VirtualService.Request));

        failed.Generation.Status.ShouldBe(GenerationStatus.Failed);
    });

    [Fact]
    public Task A_job_is_watched_and_no_status_is_taken_for_its_end() => RunAsync(JobLifecycle.AfterPolls(4), async (client, server) =>
    {
        var job = await client.SubmitAsync(VirtualService.Request);
        var seen = new List<GenerationStatus>();
        await foreach (var state in client.WatchAsync(job.Id))
            seen.Add(state.Status);

        seen[0].ShouldBe(GenerationStatus.Queued);
        seen[^1].ShouldBe(GenerationStatus.Succeeded);
        seen.Count.ShouldBeGreaterThanOrEqualTo(3);
        server.GetJob(job.Id).Polls.ShouldBe(5);
    });

    [Fact]
    public Task A_job_is_cancelled_once_and_errors_keep_their_kind() => RunAsync(JobLifecycle.Manually, async (client, server) =>
    {
        var job = await client.SubmitAsync(VirtualService.Request);

        (await client.CancelAsync(job.Id)).Status.ShouldBe(GenerationStatus.Cancelled);
        await Should.ThrowAsync<GenerationCancelledException>(() => client.WaitAsync(job.Id));
        await Should.ThrowAsync<SeedanceApiException>(() => client.CancelAsync(job.Id));
        await Should.ThrowAsync<SeedanceApiException>(() => client.GetAsync("req_unknown"));
        await using var stranger = new SeedanceClient("sd2_live_other", new SeedanceClientOptions { BaseAddress = server.BaseAddress });
        await Should.ThrowAsync<SeedanceAuthenticationException>(() => stranger.ListModelsAsync());
    });

    [Fact]
    public Task Many_jobs_are_made_side_by_side() => RunAsync(JobLifecycle.After(TimeSpan.FromMinutes(1)), async (client, server) =>
    {
        var outcomes = new List<GenerationOutcome>();
        await foreach (var outcome in client.GenerateManyAsync(Enumerable.Repeat(VirtualService.Request, 6), maxConcurrency: 3))
            outcomes.Add(outcome);

        outcomes.ShouldAllBe(outcome => outcome.Generation!.Status == GenerationStatus.Succeeded);
        server.Ledger.Charges.Count.ShouldBe(6);
    });

    private static async Task RunAsync(JobLifecycle lifecycle, Func<SeedanceClient, SeedanceMock, Task> scenario)
    {
        using var clock = new VirtualTimeProvider();
        var options = new SeedanceMockOptions { Lifecycle = lifecycle, TimeProvider = clock };
        async Task RunOnceAsync(SeedanceMock server)
        {
            await using var client = new SeedanceClient(server.ApiKey, new SeedanceClientOptions
            {
                BaseAddress = server.BaseAddress,
                TimeProvider = clock,
                HttpHandler = clock.Track(new SocketsHttpHandler { AllowAutoRedirect = false }),
            });
            await scenario(client, server);
        }

        if (!ProxiedRun.IsOn && !ServerOfTheRun.IsWireMock)
        {
            await SeedanceMockServer.RunUnderEveryVariantAsync(RunOnceAsync, options);
            return;
        }

        // The proxy validates by the description of today, and the variants start servers of their own.
        await using var today = await ServerOfTheRun.StartAsync(options);
        await RunOnceAsync(today);
    }
}
