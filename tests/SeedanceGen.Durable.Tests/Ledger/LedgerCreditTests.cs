using SeedanceGen.Durable.Ledger;
using SeedanceGen.Durable.Tests.Support;

namespace SeedanceGen.Durable.Tests.Ledger;

/// <summary>Credits whose price is not known, and those of jobs that are removed.</summary>
public sealed class LedgerCreditTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [StoreTheory]
    [EachStore]
    public async Task An_acceptance_without_a_price_after_a_resolution_reserves_the_price_again(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        var claimed = await ClaimAsync(ledger, count: 2, price: 40);
        foreach (var job in claimed)
        {
            await ledger.ChangeAsync(JobChange.Unknown(job, "lost", credits: null, Now), default);
            await ledger.ChangeAsync(JobChange.NotCharged(job with { State = VideoJobState.OutcomeUnknown }, Now), default);
        }

        (await UncertainAsync(ledger)).ShouldBe(0);
        (await ledger.ChangeAsync(JobChange.Accepted(claimed[0], "req_1", credits: null, Now, Now), default)).ShouldBeTrue();
        (await UncertainAsync(ledger)).ShouldBe(40);
        // The other one's acceptance is told by its webhook.
        (await ledger.ChangeAsync(JobChange.Named(claimed[1] with { State = VideoJobState.Queued }, "req_2", Now), default)).ShouldBeTrue();
        (await UncertainAsync(ledger)).ShouldBe(80);

        // Written twice, it counts once, and a price that comes later ends it.
        await ledger.ChangeAsync(JobChange.Named(claimed[1] with { State = VideoJobState.Submitted }, "req_2", Now), default);
        (await UncertainAsync(ledger)).ShouldBe(80);
        await ledger.ChangeAsync(JobChange.Charged(claimed[0] with { RequestId = "req_1" }, 30, Now), default);
        var totals = await ledger.GetTotalsAsync(withHandled: true, default);
        (totals.CreditsCharged, totals.CreditsUncertain).ShouldBe((30, 40));
    }

    [StoreTheory]
    [EachStore]
    public async Task A_ceiling_that_a_job_without_a_price_fills_is_free_again_when_its_price_is_told(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceGen.Testing.SeedanceMock.InMemory();
        await using var worker = await WorkerParts.CreateAsync(scene, mock, TimeProvider.System, options => options.MaxCredits = 100);
        var shard = await worker.EnqueueAsync("a");
        await worker.ClaimAsync(shard);
        await worker.Store.ParkAsync(
            shard, VideoJobState.OutcomeUnknown, DateTimeOffset.MaxValue, worker.Context.Now, default);
        await worker.Queue.ResolveAsync("a", SubmissionResolution.Accepted("req_1"));
        (await UncertainAsync(worker.Store)).ShouldBe(100);

        // Another job's id tells nothing, and the right one is taken once.
        await worker.Queue.ResolveAsync("a", SubmissionResolution.Accepted("req_2", 10));
        (await UncertainAsync(worker.Store)).ShouldBe(100);
        (await worker.Queue.ResolveAsync("a", SubmissionResolution.Accepted("req_1", 40)))!.CreditsCharged.ShouldBe(40);
        await worker.Queue.ResolveAsync("a", SubmissionResolution.Accepted("req_1", 60));

        var totals = await worker.Queue.GetTotalsAsync();
        (totals.CreditsCharged, totals.CreditsUncertain).ShouldBe((40, 0));
    }

    [StoreTheory]
    [EachStore]
    public async Task Handled_jobs_are_removed_after_their_time_and_what_they_were_charged_stays(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        var claimed = await ClaimAsync(ledger, count: 4, price: 40);
        foreach (var (job, hours) in claimed.Take(3).Zip([0, 1, 5]))
        {
            await ledger.ChangeAsync(JobChange.Accepted(job, "req_" + job.Key, 40, Now, Now), default);
            var ended = JobChange.Ended(job, VideoJobState.Failed, generation: "", "no", Now) with { Generation = null };
            await ledger.ChangeAsync(ended, default);
            await ledger.ChangeAsync(JobChange.Told(job with { State = VideoJobState.Failed }, Now.AddHours(hours)), default);
        }

        (await ledger.RemoveHandledAsync(Now.AddHours(2), 1, default)).ShouldBe(1);
        (await ledger.RemoveHandledAsync(Now.AddHours(2), 10, default)).ShouldBe(1);
        (await ledger.RemoveHandledAsync(Now.AddHours(2), 10, default)).ShouldBe(0);

        var totals = await ledger.GetTotalsAsync(withHandled: true, default);
        totals.CreditsCharged.ShouldBe(120);
        (totals.Count(VideoJobState.Handled), totals.Count(VideoJobState.Submitting)).ShouldBe((1, 1));
        (await ledger.GetTotalsAsync(withHandled: false, default)).Count(VideoJobState.Handled).ShouldBe(0);
        (await ledger.FindAsync(claimed[2].Key, null, default)).ShouldNotBeNull();
    }

    [PostgreSqlFact]
    public async Task A_start_that_finds_the_schema_waits_for_no_lock()
    {
        await using var scene = await TestStore.CreateAsync("PostgreSQL");
        await (await scene.OpenAsync()).DisposeAsync();
        await using var connection = await scene.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // As another start that makes the schema, and the longest transaction of a worker.
        await connection.ExecuteAsync(transaction, "SELECT pg_advisory_xact_lock(1592632526)", default);
        await connection.ExecuteAsync(transaction, "LOCK TABLE seedance_jobs IN ACCESS EXCLUSIVE MODE", default);

        await using var ledger = await scene.OpenAsync().WaitAsync(TimeSpan.FromSeconds(20));

        ledger.Id.ShouldNotBeEmpty();
    }

    [StoreTheory]
    [EachStore]
    public async Task A_submission_that_is_repeated_keeps_its_reservation_until_its_outcome_is_known(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        var claimed = await ClaimAsync(ledger, count: 2, price: 40);
        (await ledger.ChangeAsync(JobChange.Repeated(claimed[0], "lost", Now, Now), default)).ShouldBeTrue();
        (await ledger.ParkAsync(0, VideoJobState.Queued, DateTimeOffset.MaxValue, Now, default)).ShouldBe(1);
        (await UncertainAsync(ledger)).ShouldBe(80);

        // The repetition is not sent, which says nothing of what was sent before.
        var repeated = await ledger.ClaimAsync(
            new JobClaim(Shard: 0, Max: 2, "test", Now, MaxCredits: 80, PerSecond: null), default);
        repeated.Count.ShouldBe(2);
        foreach (var job in repeated)
            (await ledger.ChangeAsync(JobChange.Requeued(job, "busy", Now, Now), default)).ShouldBeTrue();
        (await UncertainAsync(ledger)).ShouldBe(80);

        var last = await ledger.ClaimAsync(new JobClaim(Shard: 0, Max: 2, "test", Now, MaxCredits: 80, PerSecond: null), default);
        await ledger.ChangeAsync(JobChange.Accepted(last[0], "req_1", 30, Now, Now), default);
        await ledger.ChangeAsync(JobChange.Rejected(last[1], "no", Now), default);
        var totals = await ledger.GetTotalsAsync(withHandled: true, default);
        (totals.CreditsCharged, totals.CreditsUncertain).ShouldBe((30, 0));
    }

    [StoreTheory]
    [EachStore]
    public async Task A_queued_job_that_may_be_charged_is_not_canceled_as_one_that_was_never_sent(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceGen.Testing.SeedanceMock.InMemory();
        await using var worker = await WorkerParts.CreateAsync(scene, mock, TimeProvider.System);
        var shard = await worker.EnqueueAsync("a");
        var now = worker.Context.Now;
        await worker.Store.ChangeAsync(JobChange.Repeated(await worker.ClaimAsync(shard), "lost", now, now), default);

        var job = await worker.Queue.CancelAsync("a");

        (job!.State, job.IsCancelRequested).ShouldBe((VideoJobState.Queued, true));
        await worker.Store.ChangeAsync(JobChange.Requeued(await worker.ClaimAsync(shard), "busy", now, now), default);
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Queued);
        // A person who knows that nothing was charged ends it.
        var unknown = JobChange.Unknown(await worker.ClaimAsync(shard), "unusable", credits: null, now);
        await worker.Store.ChangeAsync(unknown, default);
        (await worker.Queue.ResolveAsync("a", SubmissionResolution.NotCharged))!.State.ShouldBe(VideoJobState.Cancelled);
    }

    private static async Task<long> UncertainAsync(IJobStore ledger) => (await ledger.GetTotalsAsync(false, default)).CreditsUncertain;

    private static async Task<IReadOnlyList<VideoJob>> ClaimAsync(IJobStore ledger, int count, long? price)
    {
        var jobs = Enumerable.Range(0, count).Select(number => new NewJob(
            $"job-{number}", Shard: 0, JobText.Of(Requests.River), "hash", price, TraceParent: null, Now));
        await ledger.AddAsync([.. jobs], transaction: null, default);
        return await ledger.ClaimAsync(new JobClaim(Shard: 0, count, "test", Now, MaxCredits: 1000, PerSecond: null), default);
    }
}
