using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.Durable.Ledger;
using SeedanceGen.Durable.PostgreSql;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Durable.Worker;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Ledger;

/// <summary>Stores that an earlier version made, and workers of two versions on one store.</summary>
[Trait("Category", "Slow")]
public sealed partial class MigrationTests
{
    private static readonly VideoJobState[] States = Enum.GetValues<VideoJobState>();

    [StoreTheory]
    [EachStore]
    public async Task A_store_of_the_first_version_is_opened_with_its_rows_in_each_state(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        await MakeFirstVersionAsync(scene);

        await using var ledger = await scene.OpenAsync();

        ledger.Id.ShouldBe("store-of-version-1");
        var totals = await ledger.GetTotalsAsync(withHandled: true, default);
        foreach (var state in States)
            totals.Count(state).ShouldBe(1, state.ToString());
        (await ledger.FindAsync("in-Succeeded", null, default))!.Value.Job.State.ShouldBe(VideoJobState.Succeeded);
        (await VersionAsync(scene)).ShouldBe((LedgerSchema.Version, 1));
        // A second start changes nothing.
        await ledger.DisposeAsync();
        await using var again = await scene.OpenAsync();
        (await VersionAsync(scene)).ShouldBe((LedgerSchema.Version, 1));
    }

    [PostgreSqlFact]
    public async Task Ten_starts_at_once_migrate_a_store_once_while_an_old_worker_goes_on()
    {
        await using var scene = await TestStore.CreateAsync("PostgreSQL");
        await MakeFirstVersionAsync(scene);
        await using var connection = await scene.ConnectAsync();
        var old = new VersionOne(connection, "old_");
        using var stop = new CancellationTokenSource();
        var working = Task.Run(async () =>
        {
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                await old.AddAsync("more-" + number, number % 8, JobText.Of(Requests.River), "hash");
                await old.WorkAsync(number % 8, " FOR UPDATE");
            }
        });

        var stores = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(scene.OpenAsync)));
        await stop.CancelAsync();
        await working.WaitAsync(TimeSpan.FromMinutes(1));

        stores.Select(store => store.Id).Distinct().ShouldHaveSingleItem().ShouldBe("store-of-version-1");
        (await VersionAsync(scene)).ShouldBe((LedgerSchema.Version, 1));
        old.Accepted.Count.ShouldBeGreaterThan(0);
    }

    /// <summary>
    /// A rolling update: the old worker goes on with its own statements while the new one makes its schema and works beside it.
    /// </summary>
    [PostgreSqlFact]
    public async Task Workers_of_two_versions_share_a_store_and_each_job_is_accepted_once()
    {
        await using var scene = await TestStore.CreateAsync("PostgreSQL");
        await MakeFirstVersionAsync(scene);
        await using var connection = await scene.ConnectAsync();
        var old = new VersionOne(connection, "old_");
        const int jobs = 120;
        for (var number = 0; number < jobs; number++)
            await old.AddAsync("shared-" + number, JobText.Shard("shared-" + number), JobText.Of(Requests.River), "hash");
        await using var mock = await SeedanceMockServer.StartAsync();
        using var stop = new CancellationTokenSource();
        var working = Task.Run(async () =>
        {
            for (var turn = 0; !stop.IsCancellationRequested; turn++)
            {
                // The new worker may take long to start; the old one leaves half of the jobs to it.
                if (old.Accepted.Count > jobs / 2 && mock.Jobs.Count == 0)
                    await Task.Delay(5);
                else
                    await old.WorkAsync(turn % 8, " FOR UPDATE");
            }
        });
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (old.Accepted.Count < 10)
            await Task.Delay(5, limit.Token);

        var acceptedBefore = old.Accepted.Count;
        await using (var host = await QueueHost.StartAsync(
            scene, mock, services: services => services.AddSingleton<IVideoStorage, NoStorage>()))
        {
            while (await OpenAsync(host.Queue) > 0)
                await Task.Delay(50, limit.Token);
            await stop.CancelAsync();
            await working.WaitAsync(limit.Token);

            var handled = await host.Queue.QueryAsync(VideoJobState.Handled).ToListAsync();
            handled.Count(job => job.Key.StartsWith("shared-", StringComparison.Ordinal)).ShouldBe(jobs);
        }

        // Each was accepted by one of the two, and both had some.
        var byOld = old.Accepted.Where(key => key.StartsWith("shared-", StringComparison.Ordinal)).ToList();
        byOld.Distinct().Count().ShouldBe(byOld.Count);
        (byOld.Count + mock.Jobs.Count).ShouldBe(jobs);
        mock.Jobs.Count.ShouldBeGreaterThan(0);
        old.Accepted.Count.ShouldBeGreaterThan(acceptedBefore);

        static async Task<long> OpenAsync(IVideoQueue queue)
        {
            var open = 0L;
            foreach (var state in States.Where(state => state is < VideoJobState.Failed or VideoJobState.OutcomeUnknown))
                open += await queue.QueryAsync(state).CountAsync(job => job.Key.StartsWith("shared-", StringComparison.Ordinal));

            return open;
        }
    }

    [PostgreSqlFact]
    public async Task A_start_that_was_stopped_keeps_the_others_waiting_for_seconds_and_one_that_is_slow_for_as_long_as_it_takes()
    {
        await using var scene = await TestStore.CreateAsync("PostgreSQL");
        await using var ledger = await scene.OpenAsync();
        await using var connection = await scene.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // What a start has done when it is stopped.
        foreach (var statement in PostgreSqlJobStore.Alone)
            await connection.ExecuteAsync(transaction, statement, default);
        var (slow, end) = (new TaskCompletionSource(), new TaskCompletionSource());

        var first = ledger.RunAloneAsync(
            () =>
            {
                slow.SetResult();
                return end.Task;
            },
            default);
        await slow.Task.WaitAsync(TimeSpan.FromSeconds(20));

        // Longer than the database waits for a start that was stopped.
        var isSecondRunning = false;
        var second = ledger.RunAloneAsync(() => Task.FromResult(isSecondRunning = true), default);
        await Task.WhenAny(second, Task.Delay(TimeSpan.FromSeconds(7)));
        isSecondRunning.ShouldBeFalse();
        end.SetResult();
        await Task.WhenAll(first, second).WaitAsync(TimeSpan.FromSeconds(20));
        isSecondRunning.ShouldBeTrue();
    }

    /// <summary>The rule by which two versions share a store: a migration only adds what an old statement does not see.</summary>
    [Fact]
    public void A_migration_only_adds_columns_that_may_be_missing_indexes_and_tables()
    {
        LedgerSchema.Migrations.Select(migration => migration.Version).ShouldBe(Enumerable.Range(2, LedgerSchema.Version - 1));
        foreach (var statement in LedgerSchema.Migrations.SelectMany(migration => migration.Statements))
            statement.ShouldMatch(Additive().ToString());
    }

    [GeneratedRegex(
        @"\A(ALTER TABLE \w+ ADD COLUMN \w+ \w+( NOT NULL DEFAULT \S+| DEFAULT \S+)?\z|CREATE INDEX \w+ ON |CREATE TABLE \w+)")]
    private static partial Regex Additive();


    /// <summary>A store as the first version made it, with a row in each state.</summary>
    private static async Task MakeFirstVersionAsync(TestStore scene)
    {
        await using var connection = await scene.ConnectAsync();
        var old = new VersionOne(connection, "old_");
        await old.OpenAsync();
        foreach (var state in States)
        {
            await old.AddAsync("in-" + state, JobText.Shard("in-" + state), JobText.Of(Requests.River), "hash");
            await connection.ExecuteAsync(
                transaction: null, "UPDATE seedance_jobs SET state = @state, due_at = @due WHERE key = @key", default,
                ("state", JobText.Of(state)), ("due", DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()), ("key", "in-" + state));
        }
    }

    private static async Task<(int Version, int ReadableBy)> VersionAsync(TestStore scene)
    {
        await using DbConnection connection = await scene.ConnectAsync();
        return (await connection.ReadAsync(
            transaction: null, "SELECT version, readable_by FROM seedance_store", row => (row.GetInt32(0), row.GetInt32(1)), default))[0];
    }
}
