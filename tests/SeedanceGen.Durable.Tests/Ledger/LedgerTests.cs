using SeedanceGen.Durable.Ledger;
using SeedanceGen.Durable.Sqlite;
using SeedanceGen.Durable.Tests.Support;

namespace SeedanceGen.Durable.Tests.Ledger;

/// <summary>The ledger alone, in each database.</summary>
public sealed class LedgerTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [StoreTheory]
    [EachStore]
    public async Task A_queued_job_is_claimed_once_by_many_claims_at_once(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        await AddAsync(ledger, 40);

        var claims = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => ledger.ClaimAsync(Claim(max: 10), default))));

        var keys = claims.SelectMany(jobs => jobs).Select(job => job.Key).ToList();
        keys.Count.ShouldBe(40);
        keys.Distinct().Count().ShouldBe(40);
    }

    [StoreTheory]
    [EachStore]
    public async Task The_ceiling_holds_for_claims_at_once(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        await AddAsync(ledger, 40, price: 40);

        var claims = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Task.Run(() => ledger.ClaimAsync(Claim(max: 3, maxCredits: 419), default))));

        claims.SelectMany(jobs => jobs).Count().ShouldBe(10);
        (await ledger.GetTotalsAsync(withHandled: true, default)).CreditsUncertain.ShouldBe(400);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_lower_charge_leaves_room_and_a_refused_job_gives_its_price_back(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        await AddAsync(ledger, 3, price: 40);

        var claimed = await ledger.ClaimAsync(Claim(max: 3, maxCredits: 80), default);
        claimed.Count.ShouldBe(2);
        (await ledger.ChangeAsync(JobChange.Accepted(claimed[0], "req_1", 30, Now, Now), default)).ShouldBeTrue();
        (await ledger.ClaimAsync(Claim(max: 3, maxCredits: 80), default)).ShouldBeEmpty();
        (await ledger.ChangeAsync(JobChange.Rejected(claimed[1], "no", Now), default)).ShouldBeTrue();
        (await ledger.ClaimAsync(Claim(max: 3, maxCredits: 80), default)).Count.ShouldBe(1);

        var totals = await ledger.GetTotalsAsync(withHandled: true, default);
        totals.CreditsCharged.ShouldBe(30);
        totals.CreditsUncertain.ShouldBe(40);
    }

    [StoreTheory]
    [EachStore]
    public async Task Without_a_price_one_job_is_submitted_until_the_first_is_charged(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        await AddAsync(ledger, 5);

        var first = await ledger.ClaimAsync(Claim(max: 5, maxCredits: 100), default);
        first.Count.ShouldBe(1);
        await ledger.ChangeAsync(JobChange.Accepted(first[0], "req_1", 40, Now, Now), default);

        (await ledger.ClaimAsync(Claim(max: 5, maxCredits: 100), default)).Count.ShouldBe(1);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_parked_job_is_not_claimed_and_its_own_worker_heals_it(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        await AddAsync(ledger, 1);
        var claimed = (await ledger.ClaimAsync(Claim(max: 1), default))[0];

        (await ledger.ParkAsync(0, VideoJobState.OutcomeUnknown, DateTimeOffset.MaxValue, Now, default)).ShouldBe(1);
        (await ledger.ClaimAsync(Claim(max: 1), default)).ShouldBeEmpty();
        (await ledger.ChangeAsync(JobChange.Accepted(claimed, "req_1", 40, Now, Now), default)).ShouldBeTrue();

        (await FindAsync(ledger, claimed.Key)).State.ShouldBe(VideoJobState.Submitted);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_worker_that_wakes_changes_nothing_of_a_later_submission(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        await AddAsync(ledger, 1);
        var paused = (await ledger.ClaimAsync(Claim(max: 1), default))[0];
        await ledger.ParkAsync(0, VideoJobState.OutcomeUnknown, DateTimeOffset.MaxValue, Now, default);
        await ledger.ChangeAsync(JobChange.NotCharged(paused with { State = VideoJobState.OutcomeUnknown }, Now), default);
        var later = (await ledger.ClaimAsync(Claim(max: 1), default))[0];

        (await ledger.ChangeAsync(JobChange.Requeued(paused, "late", Now, Now), default)).ShouldBeFalse();
        (await ledger.ChangeAsync(JobChange.Accepted(paused, "req_1", 40, Now, Now), default)).ShouldBeFalse();

        var job = await FindAsync(ledger, later.Key);
        job.State.ShouldBe(VideoJobState.Submitting);
        job.RequestId.ShouldBeNull();
    }

    [StoreTheory]
    [EachStore]
    public async Task A_webhook_during_the_submission_keeps_the_job_from_being_unknown_or_queued(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        await AddAsync(ledger, 2);
        var claimed = await ledger.ClaimAsync(Claim(max: 2), default);
        foreach (var job in claimed)
            (await ledger.ChangeAsync(JobChange.Named(job, "req_" + job.Key, Now), default)).ShouldBeTrue();

        (await ledger.ChangeAsync(JobChange.Requeued(claimed[0], null, Now, Now), default)).ShouldBeFalse();
        await ledger.ParkAsync(0, VideoJobState.OutcomeUnknown, DateTimeOffset.MaxValue, Now, default);

        foreach (var job in claimed)
            (await FindAsync(ledger, job.Key)).State.ShouldBe(VideoJobState.Submitted);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_webhook_does_not_give_a_job_the_id_of_another(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        await AddAsync(ledger, 2);
        var claimed = await ledger.ClaimAsync(Claim(max: 2), default);
        await ledger.ChangeAsync(JobChange.Accepted(claimed[0], "req_1", 40, Now, Now), default);

        (await ledger.ChangeAsync(JobChange.Named(claimed[1], "req_1", Now), default)).ShouldBeFalse();
    }

    [StoreTheory]
    [EachStore]
    public async Task A_rate_is_shared_by_all_shards(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        await AddAsync(ledger, 40);

        var first = await ledger.ClaimAsync(Claim(max: 10) with { PerSecond = 5 }, default);
        var second = await ledger.ClaimAsync(Claim(max: 10) with { PerSecond = 5 }, default);
        var later = await ledger.ClaimAsync(Claim(max: 10) with { PerSecond = 5, Now = Now.AddSeconds(0.4) }, default);

        (first.Count, second.Count, later.Count).ShouldBe((5, 0, 2));
    }

    [StoreTheory]
    [EachStore]
    public async Task A_store_is_opened_by_ten_processes_at_once(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);

        if (kind == "SQLite")
        {
            await using var first = await scene.OpenAsync();
            (await Should.ThrowAsync<InvalidOperationException>(scene.OpenAsync)).Message.ShouldContain("one process at a time");
            return;
        }

        var stores = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(scene.OpenAsync)));
        stores.Select(store => store.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_cannot_be_made_is_not_taken_for_a_store_that_another_process_has()
    {
        await using var store = new SqliteJobStore(Path.Combine(Path.GetTempPath(), new string('a', 300)));

        (await Should.ThrowAsync<InvalidOperationException>(() => store.OpenAsync(CancellationToken.None)))
            .Message.ShouldContain("cannot be opened: ");
    }

    [StoreTheory]
    [EachStore]
    public async Task A_newer_schema_is_used_while_it_can_be_and_otherwise_not(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await (await scene.OpenAsync()).DisposeAsync();
        await SetAsync("version = 3");
        await using (var ledger = await scene.OpenAsync())
            (await AddAsync(ledger, 1)).Count.ShouldBe(1);

        await SetAsync("readable_by = 3");
        (await Should.ThrowAsync<InvalidOperationException>(scene.OpenAsync)).Message.ShouldContain("Use a newer one");

        async Task SetAsync(string assignment)
        {
            await using var connection = await scene.ConnectAsync();
            await connection.ExecuteAsync(transaction: null, "UPDATE seedance_store SET " + assignment, default);
        }
    }

    [StoreTheory]
    [EachStore]
    public async Task Keys_that_are_there_already_are_not_added_again(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await using var ledger = await scene.OpenAsync();
        await AddAsync(ledger, 3);

        (await AddAsync(ledger, 5)).Order().ShouldBe(["job-03", "job-04"]);
    }

    private static Task<IReadOnlySet<string>> AddAsync(IJobStore ledger, int count, long? price = null) => ledger.AddAsync(
        [.. Enumerable.Range(0, count).Select(number => new NewJob(
            $"job-{number:00}", Shard: 0, JobText.Of(Requests.River), "hash", price, TraceParent: null, Now))],
        transaction: null, default);

    private static JobClaim Claim(int max, long? maxCredits = null) => new(Shard: 0, max, "test", Now, maxCredits, PerSecond: null);

    private static async Task<VideoJob> FindAsync(IJobStore ledger, string key) => (await ledger.FindAsync(key, null, default))!.Value.Job;
}
