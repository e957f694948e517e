using SeedanceGen.Durable.Ledger;
using SeedanceGen.Durable.Tests.Support;

namespace SeedanceGen.Durable.Tests.Ledger;

/// <summary>Steps that come late, twice or in another order, in each database.</summary>
public sealed class LedgerRaceTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [StoreTheory]
    [EachStore]
    public async Task A_job_that_is_to_be_canceled_is_canceled_and_not_queued_again(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        var claimed = await ClaimAsync(ledger, 2);
        foreach (var job in claimed)
            (await ledger.ChangeAsync(JobChange.CancelRequested(job, Now), default)).ShouldBeTrue();

        (await ledger.ChangeAsync(JobChange.Requeued(claimed[0], "busy", Now, Now), default)).ShouldBeTrue();
        (await ledger.ParkAsync(0, VideoJobState.Queued, DateTimeOffset.MaxValue, Now, default)).ShouldBe(1);

        (await FindAsync(ledger, claimed[0])).State.ShouldBe(VideoJobState.Cancelled);
        // The other one may have been sent, and is canceled when its repetition is accepted.
        var parked = await FindAsync(ledger, claimed[1]);
        (parked.State, parked.IsCancelRequested).ShouldBe((VideoJobState.Queued, true));
    }

    [StoreTheory]
    [EachStore]
    public async Task A_cancellation_of_an_unknown_outcome_does_not_tell_of_it_again(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        var claimed = (await ClaimAsync(ledger, 1))[0];
        await ledger.ChangeAsync(JobChange.Unknown(claimed, "lost", credits: null, Now), default);
        var unknown = (await ledger.ClaimDeliveriesAsync(0, Now, Now.AddSeconds(30), 1, default)).ShouldHaveSingleItem();
        (await ledger.ChangeAsync(JobChange.Told(unknown, Now), default)).ShouldBeTrue();

        (await ledger.ChangeAsync(JobChange.CancelRequested(unknown, Now), default)).ShouldBeTrue();

        (await ledger.ClaimDeliveriesAsync(0, Now.AddYears(1), Now, 1, default)).ShouldBeEmpty();
        (await FindAsync(ledger, claimed)).IsCancelRequested.ShouldBeTrue();
    }

    [StoreTheory]
    [EachStore]
    public async Task A_refusal_does_not_overrule_the_id_that_a_webhook_named(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        var claimed = (await ClaimAsync(ledger, 1))[0];
        await ledger.ChangeAsync(JobChange.Named(claimed, "req_1", Now), default);

        (await ledger.ChangeAsync(JobChange.Rejected(claimed, "no", Now), default)).ShouldBeFalse();
        (await ledger.ChangeAsync(JobChange.Requeued(claimed, "busy", Now, Now), default)).ShouldBeFalse();

        (await FindAsync(ledger, claimed)).RequestId.ShouldBe("req_1");
    }

    [StoreTheory]
    [EachStore]
    public async Task An_acceptance_does_not_replace_another_id(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        var claimed = (await ClaimAsync(ledger, 1))[0];
        await ledger.ChangeAsync(JobChange.Named(claimed, "req_1", Now), default);

        (await ledger.ChangeAsync(JobChange.Accepted(claimed, "req_2", 40, Now, Now), default)).ShouldBeFalse();
        (await FindAsync(ledger, claimed)).RequestId.ShouldBe("req_1");
        (await ledger.ChangeAsync(JobChange.Accepted(claimed, "req_1", 40, Now, Now), default)).ShouldBeTrue();
    }

    [StoreTheory]
    [EachStore]
    public async Task A_reservation_is_released_once_when_an_acceptance_follows_a_resolution(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        var claimed = await ClaimAsync(ledger, 2);
        await ledger.ParkAsync(0, VideoJobState.OutcomeUnknown, DateTimeOffset.MaxValue, Now, default);
        (await ledger.ChangeAsync(JobChange.NotCharged(claimed[0], Now), default)).ShouldBeTrue();

        (await ledger.ChangeAsync(JobChange.Accepted(claimed[0], "req_1", 30, Now, Now), default)).ShouldBeTrue();

        var totals = await ledger.GetTotalsAsync(withHandled: true, default);
        (totals.CreditsCharged, totals.CreditsUncertain).ShouldBe((30, 40));
    }

    [StoreTheory]
    [EachStore]
    public async Task A_price_counts_once_whatever_became_of_the_job(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        var claimed = (await ClaimAsync(ledger, 1))[0];
        await ledger.ChangeAsync(JobChange.Accepted(claimed, "req_1", credits: null, Now, Now), default);
        var submitted = await FindAsync(ledger, claimed);
        var ended = JobChange.Ended(submitted, VideoJobState.Failed, generation: "", "no", Now.AddHours(1)) with { Generation = null };
        (await ledger.ChangeAsync(ended, default)).ShouldBeTrue();

        (await ledger.ChangeAsync(JobChange.Charged(submitted, 30, Now), default)).ShouldBeTrue();
        (await ledger.ChangeAsync(JobChange.Charged(submitted, 30, Now), default)).ShouldBeFalse();

        var job = await FindAsync(ledger, claimed);
        (job.State, job.Error, job.CreditsCharged, job.ChangedAt).ShouldBe((VideoJobState.Failed, "no", (long?)30, Now.AddHours(1)));
        var totals = await ledger.GetTotalsAsync(withHandled: true, default);
        (totals.CreditsCharged, totals.CreditsUncertain).ShouldBe((30, 0));
    }

    [StoreTheory]
    [EachStore]
    public async Task An_unknown_outcome_with_a_price_that_is_written_twice_counts_once(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        var claimed = (await ClaimAsync(ledger, 1))[0];

        await ledger.ChangeAsync(JobChange.Unknown(claimed, "unusable", 30, Now), default);
        await ledger.ChangeAsync(JobChange.Unknown(claimed, "unusable", 30, Now), default);

        var totals = await ledger.GetTotalsAsync(withHandled: true, default);
        (totals.CreditsCharged, totals.CreditsUncertain).ShouldBe((30, 0));
    }

    [StoreTheory]
    [EachStore]
    public async Task A_rate_below_one_a_second_lets_one_call_through_and_the_next_in_time(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();

        var taken = new List<int>();
        foreach (var seconds in new[] { 0, 1, 9, 10, 19, 20 })
            taken.Add(await ledger.TakePollsAsync(5, perSecond: 0.1, Now.AddSeconds(seconds), default));

        taken.ShouldBe([1, 0, 0, 1, 0, 1]);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_message_with_characters_that_no_database_has_is_written_without_them(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        var claimed = (await ClaimAsync(ledger, 1))[0];

        (await ledger.ChangeAsync(JobChange.Rejected(claimed, "a\0b\ud83d", Now), default)).ShouldBeTrue();

        (await FindAsync(ledger, claimed)).Error.ShouldBe("ab\ufffd");
    }

    [PostgreSqlFact]
    public async Task A_claim_whose_commit_is_under_way_is_waited_for()
    {
        await using var scene = await TestStore.CreateAsync("PostgreSQL");
        await using var ledger = await scene.OpenAsync();
        await ClaimAsync(ledger, 1);
        await using var connection = await scene.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(transaction, "UPDATE seedance_jobs SET owner = 'late'", default);
        await connection.ExecuteAsync(transaction, LedgerSql.Reserve, default, ("shard", 0), ("reserved", 0));

        var reading = ledger.ClaimedAsync(new JobClaim(Shard: 0, 1, "late", Now, MaxCredits: null, PerSecond: null), default);
        await using var observer = await scene.ConnectAsync();
        while (await observer.NumberAsync(
            transaction: null,
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", default) == 0)
            reading.IsCompleted.ShouldBeFalse();
        await transaction.CommitAsync();

        (await reading).Count.ShouldBe(1);
    }

    /// <summary>Jobs of 40 credits each that a worker is submitting.</summary>
    private static async Task<IReadOnlyList<VideoJob>> ClaimAsync(IJobStore ledger, int count)
    {
        var jobs = Enumerable.Range(0, count).Select(number => new NewJob(
            $"job-{number}", Shard: 0, JobText.Of(Requests.River), "hash", Price: 40, TraceParent: null, Now));
        await ledger.AddAsync([.. jobs], transaction: null, default);
        return await ledger.ClaimAsync(new JobClaim(Shard: 0, count, "test", Now, MaxCredits: 1000, PerSecond: null), default);
    }

    private static async Task<VideoJob> FindAsync(IJobStore ledger, VideoJob job) =>
        (await ledger.FindAsync(job.Key, null, default))!.Value.Job;
}
