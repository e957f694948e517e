namespace SeedanceGen.Durable.Ledger;

/// <summary>The tables of the ledger, and what each version of the package added to them.</summary>
internal static class LedgerSchema
{
    /// <summary>The version of the schema that this code writes.</summary>
    public const int Version = 2;

    /// <summary>The schema of version 1. It never changes; a later version adds to <see cref="Migrations"/>.</summary>
    public static readonly string[] FirstSchema =
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

    /// <summary>
    /// What each version after the first adds. A migration only adds, and a statement of an earlier version still does what it did: workers
    /// of two versions share a store while one is replaced by the other. A column that is added has a default or may be null.
    /// </summary>
    public static readonly IReadOnlyList<(int Version, string[] Statements)> Migrations =
    [
        (2,
        [
            // An id that a broken response named, for the submission with that number, and when it is looked for next.
            "ALTER TABLE seedance_jobs ADD COLUMN candidate_id text",
            "ALTER TABLE seedance_jobs ADD COLUMN candidate_attempt integer",
            "ALTER TABLE seedance_jobs ADD COLUMN candidate_at bigint",
            // Counts by state, the oldest of each, and the handled jobs that are to be removed.
            "CREATE INDEX seedance_jobs_states ON seedance_jobs (state, enqueued_at)",
            // One order for all states that are delivered.
            $"CREATE INDEX seedance_jobs_deliveries ON seedance_jobs (shard, due_at) WHERE {LedgerSql.DeliveredStates}",
            "CREATE INDEX seedance_jobs_candidates ON seedance_jobs (shard) WHERE candidate_id IS NOT NULL",
            // When a worker last had a lane of a shard.
            """
            CREATE TABLE seedance_lanes (
                lane text NOT NULL,
                shard integer NOT NULL,
                seen_at bigint NOT NULL,
                PRIMARY KEY (lane, shard))
            """,
        ]),
    ];

    public const string AddStore =
        "INSERT INTO seedance_store (one, id, version, readable_by) VALUES (1, @id, 1, 1) ON CONFLICT DO NOTHING";

    public const string ReadStore = "SELECT id, version, readable_by FROM seedance_store";

    /// <summary>It also locks the store's row, which a claim with a limit locks before it locks jobs.</summary>
    public const string SetVersion = "UPDATE seedance_store SET version = @version WHERE version < @version";
}
