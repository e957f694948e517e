using SeedanceGen.Durable.Ledger;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Engine;

/// <summary>Jobs from the enqueue to the handler, with the scheduler.</summary>
[Trait("Category", "Slow")]
public sealed class WholeCourseTests
{
    [StoreTheory]
    [EachStore]
    public async Task A_job_is_submitted_polled_downloaded_and_handled(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var mock = await SeedanceMockServer.StartAsync();
        await using var host = await QueueHost.StartAsync(store, mock);
        var keys = Enumerable.Range(0, 20).Select(number => $"order-{number}").ToArray();

        foreach (var key in keys)
            (await host.Queue.EnqueueAsync(Requests.River, key)).Outcome.ShouldBe(EnqueueOutcome.Added);
        await host.WaitAsync(VideoJobState.Handled, keys);

        mock.Jobs.Count.ShouldBe(keys.Length);
        host.Handler.Completed.Keys.Order().ShouldBe(keys.Order());
        host.Handler.Completed.Values.ShouldAllBe(length => length > 0);
        var totals = await host.Queue.GetTotalsAsync();
        totals.CreditsCharged.ShouldBe(mock.Ledger.TotalCharged);
        totals.CreditsUncertain.ShouldBe(0);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_job_whose_worker_died_while_it_submitted_is_not_submitted_again_until_a_person_says_so(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var mock = await SeedanceMockServer.StartAsync();
        await using (var idle = await QueueHost.StartAsync(store, mock, options => options.RunsJobs = false))
            await idle.Queue.EnqueueAsync(Requests.River, "a");
        await using (var ledger = await store.OpenAsync())
        {
            var claim = new JobClaim(JobText.Shard("a"), 1, "a worker that died", DateTimeOffset.UtcNow, null, null);
            (await ledger.ClaimAsync(claim, default)).Count.ShouldBe(1);
        }

        await using var host = await QueueHost.StartAsync(store, mock);
        await host.WaitAsync(VideoJobState.OutcomeUnknown, "a");
        mock.Jobs.ShouldBeEmpty();
        await host.Queue.ResolveAsync("a", SubmissionResolution.NotCharged);
        await host.WaitAsync(VideoJobState.Handled, "a");

        mock.Jobs.Count.ShouldBe(1);
    }

    [StoreTheory]
    [EachStore]
    public async Task The_store_is_charged_no_more_than_its_ceiling(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var mock = await SeedanceMockServer.StartAsync();
        await using var host = await QueueHost.StartAsync(store, mock, options => (options.MaxCredits, options.PriceOf) = (130, _ => 40));
        var keys = Enumerable.Range(0, 10).Select(number => $"order-{number}").ToArray();

        foreach (var key in keys)
            await host.Queue.EnqueueAsync(Requests.River, key);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await host.Queue.GetTotalsAsync(limit.Token)).Count(VideoJobState.Handled) < 3)
            await Task.Delay(50, limit.Token);

        mock.Jobs.Count.ShouldBe(3);
        (await host.Queue.GetTotalsAsync(limit.Token)).Count(VideoJobState.Queued).ShouldBe(7);
    }
}
