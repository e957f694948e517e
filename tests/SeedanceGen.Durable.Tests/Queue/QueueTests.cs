using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Queue;

/// <summary>The queue without a worker.</summary>
public sealed class QueueTests
{
    [StoreTheory]
    [EachStore]
    public async Task The_same_key_and_request_is_one_job_and_another_request_is_a_conflict(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory();
        await using var host = await IdleAsync(store, mock);

        (await host.Queue.EnqueueAsync(Requests.River, "a")).Outcome.ShouldBe(EnqueueOutcome.Added);
        (await host.Queue.EnqueueAsync(Requests.River, "a")).Outcome.ShouldBe(EnqueueOutcome.AlreadyThere);
        var conflict = await host.Queue.EnqueueAsync(Requests.Of("A sea"), "a");

        conflict.Outcome.ShouldBe(EnqueueOutcome.Conflict);
        conflict.Job.Request.Prompt.ShouldBe("A river");
        (await host.Queue.GetTotalsAsync()).Count(VideoJobState.Queued).ShouldBe(1);
    }

    [StoreTheory]
    [EachStore]
    public async Task An_enqueue_in_a_transaction_that_rolls_back_leaves_nothing(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory();
        await using var host = await IdleAsync(store, mock);
        await using var connection = await store.ConnectAsync();

        await using (var transaction = await connection.BeginTransactionAsync())
        {
            (await host.Queue.EnqueueAsync(Requests.River, "a", transaction)).Outcome.ShouldBe(EnqueueOutcome.Added);
            await transaction.RollbackAsync();
        }

        (await host.Queue.GetAsync("a")).ShouldBeNull();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await host.Queue.EnqueueAsync(Requests.River, "b", transaction);
            await transaction.CommitAsync();
        }

        (await host.Queue.GetAsync("b"))!.State.ShouldBe(VideoJobState.Queued);
    }

    [StoreTheory]
    [EachStore]
    public async Task Many_jobs_are_added_and_a_repetition_changes_nothing(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory();
        await using var host = await IdleAsync(store, mock);
        var jobs = Enumerable.Range(0, 1200).Select(number => KeyValuePair.Create($"job-{number}", Requests.River)).ToList();

        (await host.Queue.EnqueueAsync(jobs))[EnqueueOutcome.Added].ShouldBe(1200);
        (await host.Queue.EnqueueAsync(jobs))[EnqueueOutcome.AlreadyThere].ShouldBe(1200);

        (await host.Queue.QueryAsync(VideoJobState.Queued).CountAsync()).ShouldBe(1200);
    }

    [StoreTheory]
    [EachStore]
    [Trait("Category", "Slow")]
    public async Task A_bulk_of_jobs_that_are_there_is_told_without_a_query_for_each(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory();
        await using var worker = await WorkerParts.CreateAsync(scene, mock, TimeProvider.System);
        var jobs = Enumerable.Range(0, 3000).Select(number => KeyValuePair.Create($"job-{number}", Requests.River)).ToList();
        await worker.Queue.EnqueueAsync(jobs);
        jobs[7] = KeyValuePair.Create("job-7", Requests.Of("A sea"));

        var outcomes = await worker.Queue.EnqueueAsync(jobs);

        (outcomes[EnqueueOutcome.AlreadyThere], outcomes[EnqueueOutcome.Conflict]).ShouldBe((2999, 1));
        worker.Store.Finds.ShouldBe(0);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_queued_job_is_canceled_at_once(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory();
        await using var host = await IdleAsync(store, mock);
        await host.Queue.EnqueueAsync(Requests.River, "a");

        (await host.Queue.CancelAsync("a"))!.State.ShouldBe(VideoJobState.Cancelled);
        (await host.Queue.CancelAsync("missing")).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("ä")]
    public async Task A_key_that_no_webhook_address_can_carry_is_not_accepted(string key)
    {
        await using var store = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        await using var host = await IdleAsync(store, mock);

        await Should.ThrowAsync<ArgumentException>(() => host.Queue.EnqueueAsync(Requests.River, key));
    }

    [Fact]
    public async Task A_request_that_breaks_a_rule_is_not_added()
    {
        await using var store = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        await using var host = await IdleAsync(store, mock);

        await Should.ThrowAsync<SeedanceValidationException>(
            () => host.Queue.EnqueueAsync(Requests.River with { Duration = 1000 }, "a"));
        (await host.Queue.GetAsync("a")).ShouldBeNull();
    }

    private static Task<QueueHost> IdleAsync(TestStore store, SeedanceMock mock) =>
        QueueHost.StartAsync(store, mock, options => options.RunsJobs = false);
}
