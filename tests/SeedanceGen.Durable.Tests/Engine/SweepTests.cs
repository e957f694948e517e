using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Durable.Engine;
using SeedanceGen.Durable.Ledger;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Engine;

/// <summary>Lanes of shards that no worker has.</summary>
public sealed class SweepTests
{
    [StoreTheory]
    [EachStore]
    public async Task Queued_jobs_of_a_lane_that_no_worker_has_are_submitted(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        await worker.EnqueueAsync("a");

        clock.Advance(TimeSpan.FromMinutes(4));
        await worker.Work.SweepAsync(clock.GetUtcNow().AddMinutes(-5), default);
        mock.Jobs.ShouldBeEmpty();
        clock.Advance(TimeSpan.FromMinutes(2));
        await worker.Work.SweepAsync(clock.GetUtcNow().AddMinutes(-5), default);

        mock.Jobs.Count.ShouldBe(1);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_lane_that_a_worker_has_keeps_its_jobs_waiting_for_as_long_as_it_takes(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var shard = await worker.EnqueueAsync("a");

        clock.Advance(TimeSpan.FromHours(1));
        await worker.Store.SeeLaneAsync(ShardLane.Submit.ToString(), shard, clock.GetUtcNow(), default);
        clock.Advance(TimeSpan.FromMinutes(1));
        await worker.Work.SweepAsync(clock.GetUtcNow().AddMinutes(-5), default);

        mock.Jobs.ShouldBeEmpty();
    }

    [StoreTheory]
    [EachStore]
    public async Task A_submission_that_stands_still_in_its_lane_is_parked_and_a_younger_one_is_not(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var shard = await worker.EnqueueAsync("a");
        await worker.ClaimAsync(shard);

        clock.Advance(TimeSpan.FromMinutes(4));
        await worker.Work.SweepAsync(clock.GetUtcNow().AddMinutes(-5), default);
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Submitting);
        clock.Advance(TimeSpan.FromMinutes(2));
        await worker.Work.SweepAsync(clock.GetUtcNow().AddMinutes(-5), default);

        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.OutcomeUnknown);
        mock.Jobs.ShouldBeEmpty();
    }

    [StoreTheory]
    [EachStore]
    public async Task Polls_and_deliveries_of_lanes_that_no_worker_has_are_made(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var shard = await worker.EnqueueAsync("a");
        await worker.Submitter.RunAsync(shard, default);
        mock.Jobs[0].Succeed();

        clock.Advance(TimeSpan.FromMinutes(6));
        await worker.Work.SweepAsync(clock.GetUtcNow().AddMinutes(-5), default);
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Succeeded);
        clock.Advance(TimeSpan.FromMinutes(6));
        await worker.Work.SweepAsync(clock.GetUtcNow().AddMinutes(-5), default);

        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Handled);
        worker.Log.Texts().Count(line => line.Contains("No worker has had the lane", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_sweep_that_takes_long_is_the_only_one_and_the_store_is_counted_meanwhile()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var store = new HookedStore(await scene.OpenAsync());
        var sweeps = 0;
        store.BeforeLeftShards = cancellationToken =>
        {
            Interlocked.Increment(ref sweeps);
            return Task.Delay(Timeout.Infinite, cancellationToken);
        };
        await using var host = await QueueHost.StartAsync(
            scene, mock, services: services => services.AddSingleton<IJobStore>(store).AddSingleton<TimeProvider>(clock));

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var round = 1; round <= 3; round++)
        {
            while (store.Counts < round || sweeps == 0)
                await Task.Delay(1, limit.Token);
            clock.Advance(TimeSpan.FromSeconds(15));
        }

        sweeps.ShouldBe(1);
    }
}
