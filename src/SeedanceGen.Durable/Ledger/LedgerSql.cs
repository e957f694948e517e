namespace SeedanceGen.Durable.Ledger;

/// <summary>The SQL of the ledger that SQLite and PostgreSQL have in common. Times are milliseconds since 1970, in UTC.</summary>
internal static class LedgerSql
{
    /// <summary>The version of the schema that this code writes.</summary>
    public const int Version = 1;

    /// <summary>Every statement may run again. A later version adds statements here, and takes none away.</summary>
    public static readonly string[] Schema =
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
        .. Enumerable.Range(0, JobText.ShardCount).Select(shard =>
            FormattableString.Invariant($"INSERT INTO seedance_shards (shard) VALUES ({shard}) ON CONFLICT DO NOTHING")),
    ];

    public const string AddStore =
        "INSERT INTO seedance_store (one, id, version, readable_by) VALUES (1, @id, @version, @version) ON CONFLICT DO NOTHING";

    public const string ReadStore = "SELECT id, readable_by FROM seedance_store";

    public const string Columns =
        "key, shard, state, attempt, tries, request, request_id, generation, location, error, reserved, credits, cancel_requested, "
        + "trace_parent, enqueued_at, changed_at, price, request_hash";

    public const string Find = $"SELECT {Columns} FROM seedance_jobs WHERE key = @key";

    public const string Sums = "SELECT SUM(charged), SUM(reserved), MAX(dearest) FROM seedance_shards";

    /// <summary>The price of an earlier submission stays in the sum of the shard; the row has that of the last one.</summary>
    public const string Claim =
        """
        UPDATE seedance_jobs
        SET state = 'submitting', attempt = attempt + 1, owner = @owner, reserved = @reserved, credits = NULL, changed_at = @now
        WHERE key = @key AND state = 'queued' AND attempt = @attempt - 1
        """;

    public const string Reserve = "UPDATE seedance_shards SET reserved = reserved + @reserved WHERE shard = @shard";

    /// <summary>What the row has reserved, and whether its submission has a price already.</summary>
    public const string Held = "SELECT reserved, credits FROM seedance_jobs WHERE key = @key";

    public const string Charge =
        """
        UPDATE seedance_shards
        SET charged = charged + @credits, reserved = reserved - @released,
            dearest = CASE WHEN dearest < @credits THEN @credits ELSE dearest END
        WHERE shard = @shard
        """;

    private const string ChangePrice =
        """
        UPDATE seedance_jobs SET credits = @credits, reserved = 0
        WHERE key = @key AND attempt = @attempt AND request_id = @request_id AND credits IS NULL
        RETURNING shard
        """;

    public const string Park =
        """
        UPDATE seedance_jobs
        SET state = CASE
                WHEN request_id IS NOT NULL THEN 'submitted'
                WHEN cancel_requested <> 0 AND @state = 'queued' THEN 'cancelled'
                ELSE @state END,
            due_at = @now, changed_at = @now, tries = 0, error = 'The worker that submitted it is gone.'
        WHERE shard = @shard AND state = 'submitting'
        """;

    public const string ReadPause = "SELECT paused_until FROM seedance_store";

    public const string Pause = "UPDATE seedance_store SET paused_until = @until WHERE paused_until < @until";

    /// <summary>Queued jobs may wait for their turn for as long as it takes; what was submitted may not.</summary>
    public const string OverdueShards =
        """
        SELECT DISTINCT shard FROM seedance_jobs
        WHERE state IN ('submitted', 'succeeded', 'failed', 'cancelled', 'outcome unknown') AND due_at < @before
        """;

    public const string CountStates = "SELECT state, COUNT(*), MIN(enqueued_at) FROM seedance_jobs GROUP BY state";

    /// <summary>
    /// The conditions make a step a compare-and-swap. A job whose id is known is never queued again nor unknown: then it is submitted. No
    /// other id replaces the one of a row, and a job that is to be canceled is not queued.
    /// </summary>
    public static string Change(JobChange change)
    {
        if (change.IsPriceOnly)
            return ChangePrice;
        var from = string.Join(", ", change.From.Select(state => $"'{JobText.Of(state)}'"));
        var attempt = change.Attempt is null ? "" : " AND attempt = @attempt";
        var id = change.RequiresNoId ? " AND request_id IS NULL"
            : change.RequestId is not null ? " AND (request_id IS NULL OR request_id = @request_id)"
            : "";
        var isForeign = change.IsForeignId
            ? " AND NOT EXISTS (SELECT 1 FROM seedance_jobs other WHERE other.request_id = @request_id AND other.key <> @key)"
            : "";
        var state = change.To switch
        {
            null => "state",
            VideoJobState.Queued => "CASE WHEN cancel_requested = 0 THEN 'queued' ELSE 'cancelled' END",
            VideoJobState.OutcomeUnknown => "CASE WHEN request_id IS NULL THEN 'outcome unknown' ELSE 'submitted' END",
            { } to => $"'{JobText.Of(to)}'",
        };
        // A webhook that came during the submission has told of the end, so the first poll need not wait.
        var due = change.To == VideoJobState.Submitted ? "CASE WHEN request_id IS NULL THEN @due ELSE @now END" : "@due";
        var reserved = change.IsSettled ? ", reserved = 0" : "";
        var cancel = change.IsCancelRequested is { } wish ? FormattableString.Invariant($", cancel_requested = {(wish ? 1 : 0)}") : "";
        return
            $"""
            UPDATE seedance_jobs
            SET state = {state}, due_at = {due}, tries = @tries, error = @error, changed_at = @now,
                request_id = COALESCE(@request_id, request_id), generation = COALESCE(@generation, generation),
                location = COALESCE(@location, location), credits = COALESCE(credits, @credits){reserved}{cancel}
            WHERE key = @key AND state IN ({from}){attempt}{id}{isForeign}
            RETURNING shard
            """;
    }

    public static string Due(IEnumerable<VideoJobState> states) =>
        $"""
        SELECT {Columns} FROM seedance_jobs
        WHERE shard = @shard AND state IN ({string.Join(", ", states.Select(state => $"'{JobText.Of(state)}'"))}) AND due_at <= @now
        ORDER BY due_at LIMIT @max
        """;

    public static string Page(VideoJobState? state) =>
        $"""
        SELECT {Columns} FROM seedance_jobs
        WHERE key > @after{(state is { } one ? $" AND state = '{JobText.Of(one)}'" : "")} ORDER BY key LIMIT @max
        """;

    /// <summary>Adds rows in one statement, and returns the keys of those that are new.</summary>
    public static string Add(int count) =>
        "INSERT INTO seedance_jobs (key, shard, state, due_at, request, request_hash, price, trace_parent, enqueued_at, changed_at) VALUES "
        + string.Join(", ", Enumerable.Range(0, count).Select(row => FormattableString.Invariant(
            $"(@k{row}, @s{row}, 'queued', @n{row}, @r{row}, @h{row}, @p{row}, @t{row}, @n{row}, @n{row})")))
        + " ON CONFLICT DO NOTHING RETURNING key";
}
