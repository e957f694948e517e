using System.Data.Common;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Tests.Support;

/// <summary>
/// A worker of the first version: the schema and the statements as that version had them, and none of today's. A change of this file would
/// make it no longer that version.
/// </summary>
internal sealed class VersionOne(DbConnection connection, string idPrefix)
{
    private const string Columns =
        "key, shard, state, attempt, tries, request, request_id, generation, location, error, reserved, credits, cancel_requested, "
        + "trace_parent, enqueued_at, changed_at, price, request_hash";

    private const string Generation =
        """{"success":true,"requestId":"req_1","status":"succeeded","output":{"type":"video","url":"https://cdn.example/1.mp4"}}""";

    private int _accepted;

    /// <summary>The keys of the jobs that it had accepted, once for each time.</summary>
    public List<string> Accepted { get; } = [];

    /// <summary>How many jobs it brought to their end.</summary>
    public int Handled { get; private set; }

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <summary>Makes the schema.</summary>
    public async Task OpenAsync()
    {
        foreach (var statement in Schema)
            await RunAsync(statement);
        for (var shard = 0; shard < 8; shard++)
            await RunAsync("INSERT INTO seedance_shards (shard) VALUES (@shard) ON CONFLICT DO NOTHING", ("shard", shard));
        await RunAsync(
            "INSERT INTO seedance_store (one, id, version, readable_by) VALUES (1, @id, @version, @version) ON CONFLICT DO NOTHING",
            ("id", "store-of-version-1"), ("version", 1));
        var readableBy = await ReadAsync("SELECT id, readable_by FROM seedance_store", row => row.GetInt32(1));
        readableBy[0].ShouldBeLessThanOrEqualTo(1);
    }

    public Task AddAsync(string key, int shard, string request, string hash) => RunAsync(
        "INSERT INTO seedance_jobs (key, shard, state, due_at, request, request_hash, price, trace_parent, enqueued_at, changed_at) VALUES "
        + "(@k0, @s0, 'queued', @n0, @r0, @h0, @p0, @t0, @n0, @n0) ON CONFLICT DO NOTHING RETURNING key",
        ("k0", key), ("s0", shard), ("n0", Now), ("r0", request), ("h0", hash), ("p0", 40L), ("t0", null));

    /// <summary>
    /// Works once on a shard, as that version did: claims a job, has it accepted, ends what is accepted, tells what has ended.
    /// </summary>
    public async Task WorkAsync(int shard, string rowLock)
    {
        if (await ClaimAsync(shard, rowLock) is { } claimed)
            await AcceptAsync(claimed.Key, claimed.Attempt, rowLock);
        foreach (var key in await DueAsync(shard, "'submitted'"))
        {
            if ((await ReadAsync("SELECT request_id FROM seedance_jobs WHERE key = @key", row => row.GetString(0), ("key", key)))[0]
                .StartsWith(idPrefix, StringComparison.Ordinal))
            {
                await EndAsync(key);
            }
        }

        foreach (var key in await DueAsync(shard, "'succeeded', 'failed', 'cancelled', 'outcome unknown'"))
        {
            if (Accepted.Contains(key))
                await TellAsync(key);
        }
    }

    public async Task<(string Key, int Attempt)?> ClaimAsync(int shard, string rowLock)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await ReadAsync("SELECT paused_until FROM seedance_store" + rowLock, row => row.GetInt64(0), transaction);
        var due = await ReadAsync(
            $"SELECT {Columns} FROM seedance_jobs WHERE shard = @shard AND state IN ('queued') AND due_at <= @now ORDER BY due_at "
                + "LIMIT @max" + rowLock,
            row => (Key: row.GetString(0), Attempt: row.GetInt32(3)), transaction, ("shard", shard), ("now", Now), ("max", 1));
        if (due is not [var (key, attempt)])
            return null;
        await ReadAsync(
            "SELECT SUM(charged), SUM(reserved), MAX(dearest) FROM seedance_shards", row => SqlCommands.NumberAt(row, 0), transaction);
        await RunAsync(
            """
            UPDATE seedance_jobs
            SET state = 'submitting', attempt = attempt + 1, owner = @owner, reserved = @reserved, credits = NULL, changed_at = @now
            WHERE key = @key AND state = 'queued' AND attempt = @attempt - 1
            """,
            transaction, ("owner", "version 1"), ("reserved", 40L), ("now", Now), ("key", key), ("attempt", attempt + 1));
        await RunAsync(
            "UPDATE seedance_shards SET reserved = reserved + @reserved WHERE shard = @shard", transaction,
            ("reserved", 40L), ("shard", shard));
        await transaction.CommitAsync();
        return (key, attempt + 1);
    }

    public async Task AcceptAsync(string key, int attempt, string rowLock)
    {
        Accepted.Add(key);
        await using var transaction = await connection.BeginTransactionAsync();
        await ReadAsync(
            "SELECT reserved, credits FROM seedance_jobs WHERE key = @key" + rowLock, row => row.GetInt64(0), transaction, ("key", key));
        var shards = await ReadAsync(
            """
            UPDATE seedance_jobs
            SET state = 'submitted', due_at = CASE WHEN request_id IS NULL THEN @due ELSE @now END, tries = @tries, error = @error,
                changed_at = @now, request_id = COALESCE(@request_id, request_id), generation = COALESCE(@generation, generation),
                location = COALESCE(@location, location), credits = COALESCE(credits, @credits), reserved = 0
            WHERE key = @key AND state IN ('submitting', 'outcome unknown', 'queued') AND attempt = @attempt
                AND (request_id IS NULL OR request_id = @request_id)
            RETURNING shard
            """,
            row => row.GetInt32(0), transaction, ("key", key), ("attempt", attempt), ("due", Now), ("now", Now), ("tries", 0),
            ("error", null), ("request_id", idPrefix + ++_accepted), ("generation", null), ("location", null), ("credits", 40L));
        shards.Count.ShouldBe(1, $"the acceptance of {key}");
        await RunAsync(
            """
            UPDATE seedance_shards
            SET charged = charged + @credits, reserved = reserved - @released,
                dearest = CASE WHEN dearest < @credits THEN @credits ELSE dearest END
            WHERE shard = @shard
            """,
            transaction, ("credits", 40L), ("released", 40L), ("shard", shards[0]));
        await transaction.CommitAsync();
    }

    public Task EndAsync(string key) => StepAsync(key, "submitted", "succeeded", Generation, Now);

    public async Task TellAsync(string key)
    {
        if (await StepAsync(key, "succeeded", "handled", generation: null, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()))
            Handled++;
    }

    public Task<int> ParkAsync(int shard) => RunAsync(
        """
        UPDATE seedance_jobs
        SET state = CASE
                WHEN request_id IS NOT NULL THEN 'submitted'
                WHEN cancel_requested <> 0 AND @state = 'queued' THEN 'cancelled'
                ELSE @state END,
            due_at = @now, changed_at = @now, tries = 0, error = 'The worker that submitted it is gone.'
        WHERE shard = @shard AND state = 'submitting'
        """,
        ("state", "outcome unknown"), ("now", Now), ("shard", shard));

    private async Task<bool> StepAsync(string key, string from, string to, string? generation, long due) => (await ReadAsync(
        $"""
        UPDATE seedance_jobs
        SET state = '{to}', due_at = @due, tries = @tries, error = @error, changed_at = @now,
            request_id = COALESCE(@request_id, request_id), generation = COALESCE(@generation, generation),
            location = COALESCE(@location, location), credits = COALESCE(credits, @credits)
        WHERE key = @key AND state IN ('{from}')
        RETURNING shard
        """,
        row => row.GetInt32(0), ("key", key), ("due", due), ("now", Now), ("tries", 0), ("error", null), ("request_id", null),
        ("generation", generation), ("location", null), ("credits", null))).Count == 1;

    private Task<List<string>> DueAsync(int shard, string states) => ReadAsync(
        $"SELECT {Columns} FROM seedance_jobs WHERE shard = @shard AND state IN ({states}) AND due_at <= @now ORDER BY due_at LIMIT @max",
        row => row.GetString(0), ("shard", shard), ("now", Now), ("max", 4));

    private Task<int> RunAsync(string sql, params (string, object?)[] parameters) => RunAsync(sql, transaction: null, parameters);

    private Task<int> RunAsync(string sql, DbTransaction? transaction, params (string, object?)[] parameters) =>
        connection.ExecuteAsync(transaction, sql, default, parameters);

    private Task<List<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read, params (string, object?)[] parameters) =>
        ReadAsync(sql, read, transaction: null, parameters);

    private Task<List<T>> ReadAsync<T>(
        string sql, Func<DbDataReader, T> read, DbTransaction? transaction, params (string, object?)[] parameters) =>
        connection.ReadAsync(transaction, sql, read, default, parameters);

    private static readonly string[] Schema =
    [
        """
        CREATE TABLE IF NOT EXISTS seedance_store (
            one integer PRIMARY KEY CHECK (one = 1),
            id text NOT NULL,
            version integer NOT NULL,
            readable_by integer NOT NULL,
            paused_until bigint NOT NULL DEFAULT 0,
            next_submission bigint NOT NULL DEFAULT 0,
            next_poll bigint NOT NULL DEFAULT 0)
        """,
        """
        CREATE TABLE IF NOT EXISTS seedance_shards (
            shard integer PRIMARY KEY,
            charged bigint NOT NULL DEFAULT 0,
            reserved bigint NOT NULL DEFAULT 0,
            dearest bigint NOT NULL DEFAULT 0)
        """,
        """
        CREATE TABLE IF NOT EXISTS seedance_jobs (
            key text PRIMARY KEY,
            shard integer NOT NULL,
            state text NOT NULL,
            due_at bigint NOT NULL,
            attempt integer NOT NULL DEFAULT 0,
            tries integer NOT NULL DEFAULT 0,
            owner text,
            request text NOT NULL,
            request_hash text NOT NULL,
            request_id text,
            generation text,
            location text,
            error text,
            price bigint,
            reserved bigint NOT NULL DEFAULT 0,
            credits bigint,
            cancel_requested integer NOT NULL DEFAULT 0,
            trace_parent text,
            enqueued_at bigint NOT NULL,
            changed_at bigint NOT NULL)
        """,
        "CREATE INDEX IF NOT EXISTS seedance_jobs_due ON seedance_jobs (shard, state, due_at)",
        "CREATE INDEX IF NOT EXISTS seedance_jobs_request ON seedance_jobs (request_id)",
    ];
}
