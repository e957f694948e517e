using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Durable.Engine;
using SeedanceGen.Durable.Ledger;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Queue;

/// <summary>Calls of the application that a worker comes before.</summary>
public sealed class QueueRaceTests
{
    [Fact]
    public async Task A_webhook_that_a_worker_comes_before_is_tried_again()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
        await using var worker = await WorkerParts.CreateAsync(scene, mock, new FakeTimeProvider(DateTimeOffset.UtcNow));
        var shard = await worker.EnqueueAsync("a");
        await worker.ClaimAsync(shard);
        var accepted = await worker.Context.Client.SubmitAsync(Requests.River);
        mock.Jobs[0].Succeed();
        var read = await worker.Context.Client.GetAsync(accepted.Id);
        worker.Store.BeforeChange = async _ =>
        {
            worker.Store.BeforeChange = _ => Task.CompletedTask;
            await worker.Store.ParkAsync(shard, VideoJobState.OutcomeUnknown, DateTimeOffset.MaxValue, worker.Context.Now, default);
        };

        (await worker.Queue.ReportAsync("a", read)).ShouldBeTrue();

        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Succeeded);
    }

    [Fact]
    public async Task A_cancellation_between_a_claim_and_a_return_to_the_queue_is_tried_again()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        await using var worker = await WorkerParts.CreateAsync(scene, mock, new FakeTimeProvider(DateTimeOffset.UtcNow));
        var shard = await worker.EnqueueAsync("a");
        VideoJob? claimed = null;
        worker.Store.BeforeChange = async change =>
        {
            if (change.To == VideoJobState.Cancelled && claimed is null)
            {
                claimed = await worker.ClaimAsync(shard);
            }
            else if (change.IsCancelRequested is true)
            {
                worker.Store.BeforeChange = _ => Task.CompletedTask;
                await worker.Store.ChangeAsync(JobChange.Requeued(claimed!, "busy", worker.Context.Now, worker.Context.Now), default);
            }
        };

        (await worker.Queue.CancelAsync("a"))!.State.ShouldBe(VideoJobState.Cancelled);
        claimed.ShouldNotBeNull();
    }

    [StoreTheory]
    [EachStore]
    public async Task One_key_with_two_requests_in_a_bulk_is_a_job_and_a_conflict(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory();
        await using var host = await QueueHost.StartAsync(scene, mock, options => options.RunsJobs = false);

        var outcomes = await host.Queue.EnqueueAsync(
        [
            KeyValuePair.Create("a", Requests.River), KeyValuePair.Create("a", Requests.Of("A sea")),
            KeyValuePair.Create("b", Requests.River), KeyValuePair.Create("b", Requests.River),
        ]);

        outcomes.ShouldBe(
            new Dictionary<EnqueueOutcome, int>
            {
                [EnqueueOutcome.Added] = 2,
                [EnqueueOutcome.Conflict] = 1,
                [EnqueueOutcome.AlreadyThere] = 1,
            },
            ignoreOrder: true);
        (await host.Queue.GetAsync("a"))!.Request.Prompt.ShouldBe("A river");
    }

    [Fact]
    public async Task Two_workers_of_one_process_have_different_names_in_the_ledger()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        await using var worker = await WorkerParts.CreateAsync(scene, mock, TimeProvider.System);
        var (services, store, client, options, clock, logger) = worker.Context;

        new JobContext(services, store, client, options, clock, logger).Owner.ShouldNotBe(worker.Context.Owner);
    }
}
