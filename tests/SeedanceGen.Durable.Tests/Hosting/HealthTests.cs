using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Durable.Engine;
using SeedanceGen.Durable.Ledger;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task An_unknown_outcome_degrades_the_health_until_it_is_resolved()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        await using var worker = await WorkerParts.CreateAsync(scene, mock, TimeProvider.System);
        await using var services = new ServiceCollection().AddSingleton(worker.Queue).AddLogging()
            .AddHealthChecks().AddSeedanceJobs().Services.BuildServiceProvider();
        var shard = await worker.EnqueueAsync("a");
        await worker.Context.Store.ClaimAsync(new JobClaim(shard, 1, "test", worker.Context.Now, null, null), default);

        (await StatusAsync()).ShouldBe(HealthStatus.Healthy);
        await worker.Context.Store.ParkAsync(shard, VideoJobState.OutcomeUnknown, DateTimeOffset.MaxValue, worker.Context.Now, default);
        (await StatusAsync()).ShouldBe(HealthStatus.Degraded);
        await worker.Queue.ResolveAsync("a", SubmissionResolution.NotCharged);
        (await StatusAsync()).ShouldBe(HealthStatus.Healthy);
        await worker.Context.Store.DisposeAsync();
        (await StatusAsync()).ShouldBe(HealthStatus.Unhealthy);

        async Task<HealthStatus> StatusAsync() =>
            (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;
    }

    [Fact]
    public async Task Many_probes_count_the_store_once_in_fifteen_seconds()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var parts = await WorkerParts.CreateAsync(scene, mock, clock);
        using var worker = new JobWorker(parts.Context, parts.Recorder, parts.Work);
        await using var services = new ServiceCollection().AddSingleton(worker).AddSingleton(parts.Context).AddLogging()
            .AddHealthChecks().AddSeedanceJobs().Services.BuildServiceProvider();
        var health = services.GetRequiredService<HealthCheckService>();

        for (var second = 0; second < 30; second++)
        {
            (await health.CheckHealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        parts.Store.Counts.ShouldBe(2);
        await parts.Store.DisposeAsync();
        (await health.CheckHealthAsync()).Status.ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task A_ceiling_without_room_degrades_the_health_while_jobs_wait()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        await using var worker = await WorkerParts.CreateAsync(
            scene, mock, TimeProvider.System, options => (options.MaxCredits, options.PriceOf) = (50, _ => 40));
        await using var services = new ServiceCollection().AddSingleton(worker.Queue).AddSingleton(worker.Context).AddLogging()
            .AddHealthChecks().AddSeedanceJobs().Services.BuildServiceProvider();
        var shard = await worker.EnqueueAsync("a");
        var job = await worker.ClaimAsync(shard);
        await worker.EnqueueAsync("b");
        (await ReportAsync()).Status.ShouldBe(HealthStatus.Healthy, "what is submitted may leave room");

        await worker.Store.ChangeAsync(JobChange.Accepted(job, "req_1", 50, worker.Context.Now, worker.Context.Now), default);

        var report = await ReportAsync();
        report.Status.ShouldBe(HealthStatus.Degraded);
        report.Description!.ShouldContain("50 credits are charged");

        async Task<HealthReportEntry> ReportAsync() =>
            (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries.Values.Single();
    }
}
