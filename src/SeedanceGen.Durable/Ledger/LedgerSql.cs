using System.Globalization;

namespace SeedanceGen.Durable.Ledger;

/// <summary>The statements that SQLite and PostgreSQL have in common. Times are milliseconds since 1970, in UTC.</summary>
internal static class LedgerSql
{
    /// <summary>The states of the jobs whose end the handler is still to be told.</summary>
    public static readonly VideoJobState[] Delivered =
        [VideoJobState.Succeeded, VideoJobState.Failed, VideoJobState.Cancelled, VideoJobState.OutcomeUnknown];

    /// <summary>The condition of the index of deliveries, which a query repeats to use it.</summary>
    public static readonly string DeliveredStates =
        $"state IN ({string.Join(", ", Delivered.Select(state => $"'{JobText.Of(state)}'"))})";

    public const string Columns =
        "key, shard, state, attempt, tries, request, request_id, generation, location, error, reserved, credits, cancel_requested, "
        + "trace_parent, enqueued_at, changed_at, price, request_hash, candidate_id";

    public const string Find = $"SELECT {Columns} FROM seedance_jobs WHERE key = @key";

    public const string Sums = "SELECT SUM(charged), SUM(reserved), MAX(dearest) FROM seedance_shards";

    /// <summary>The price of an earlier submission stays in the sum of the shard; the row has that of the last one.</summary>
    public static string Claim(int count)
    {
        var rows = Enumerable.Range(0, count).Select(row => row.ToString(CultureInfo.InvariantCulture)).ToList();
        return
            $"""
            UPDATE seedance_jobs
            SET state = 'submitting', attempt = attempt + 1, owner = @owner, credits = NULL, changed_at = @now,
                reserved = CASE key {string.Join(' ', rows.Select(row => $"WHEN @k{row} THEN @r{row}"))} ELSE reserved END
            WHERE key IN ({string.Join(", ", rows.Select(row => $"@k{row}"))}) AND state = 'queued'
            """;
    }

    /// <summary>A claim writes this row last. A read that locks it waits for the end of a claim that is under way.</summary>
    public const string ReadShard = "SELECT shard FROM seedance_shards WHERE shard = @shard";

    /// <summary>Another worker may have parked them meanwhile, which keeps their owner.</summary>
    public const string Claimed =
        $"""
        SELECT {Columns} FROM seedance_jobs
        WHERE shard = @shard AND state IN ('submitting', 'outcome unknown') AND owner = @owner
        """;

    public const string Reserve = "UPDATE seedance_shards SET reserved = reserved + @reserved WHERE shard = @shard";

    /// <summary>
    /// Whether an earlier submission of a job may be charged although the job was queued again: it has the number of a submission whose id
    /// is looked for, and no such id.
    /// </summary>
    private const string MayBeCharged = "(candidate_id IS NULL AND candidate_attempt IS NOT NULL)";

    /// <summary>
    /// What the row has reserved, whether its submission has a price already, and whether an earlier submission may be charged.
    /// </summary>
    public const string Held = $"SELECT reserved, credits, CASE WHEN {MayBeCharged} THEN 1 ELSE 0 END FROM seedance_jobs WHERE key = @key";

    /// <summary>
    /// A job that was taken for not charged and turns out to be accepted may have cost what its submission had reserved.
    /// </summary>
    public const string HoldAgain =
        """
        UPDATE seedance_jobs SET reserved = COALESCE(price, (SELECT MAX(dearest) FROM seedance_shards))
        WHERE key = @key AND reserved = 0 AND credits IS NULL
        RETURNING reserved
        """;

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

    /// <summary>A job that is queued here may be charged, so it is not canceled as one that was never sent.</summary>
    public const string Park =
        """
        UPDATE seedance_jobs
        SET state = CASE WHEN request_id IS NOT NULL THEN 'submitted' ELSE @state END,
            candidate_id = CASE WHEN @state = 'queued' THEN NULL ELSE candidate_id END,
            candidate_attempt = CASE WHEN @state = 'queued' THEN attempt ELSE candidate_attempt END,
            due_at = @now, changed_at = @now, tries = 0, error = 'The worker that submitted it is gone.'
        WHERE shard = @shard AND state = 'submitting' AND changed_at < @before
        """;

    public const string ReadPause = "SELECT paused_until FROM seedance_store";

    public const string Pause = "UPDATE seedance_store SET paused_until = @until WHERE paused_until < @until";

    public const string SeeLane =
        """
        INSERT INTO seedance_lanes (lane, shard, seen_at) VALUES (@lane, @shard, @now)
        ON CONFLICT (lane, shard) DO UPDATE SET seen_at = @now
        """;

    /// <summary>It reads the index of states alone. The handled jobs are most of a store that has worked for long.</summary>
    public const string CountOpen =
        "SELECT state, COUNT(*), MIN(enqueued_at) FROM seedance_jobs WHERE state IN ('queued', 'submitting', 'submitted', 'succeeded', "
        + "'failed', 'cancelled', 'outcome unknown') GROUP BY state";

    public const string CountAll = "SELECT state, COUNT(*), MIN(enqueued_at) FROM seedance_jobs GROUP BY state";

    /// <summary>The sums of the shards keep what the rows were charged.</summary>
    public const string RemoveHandled =
        """
        DELETE FROM seedance_jobs WHERE key IN (
            SELECT key FROM seedance_jobs
            WHERE state = 'handled' AND enqueued_at < @before AND changed_at < @before ORDER BY enqueued_at LIMIT @max)
        """;

    public const string Candidates =
        $"""
        SELECT {Columns} FROM seedance_jobs
        WHERE shard = @shard AND candidate_id IS NOT NULL AND candidate_attempt = attempt AND request_id IS NULL
            AND state = 'outcome unknown' AND candidate_at <= @now
        ORDER BY candidate_at LIMIT @max
        """;

    public const string PostponeCandidate =
        "UPDATE seedance_jobs SET candidate_at = @at WHERE key = @key AND attempt = @attempt AND candidate_id IS NOT NULL";

    /// <summary>
    /// A job that is being delivered is due again when its lease ends. The second condition holds for a row that another worker takes at
    /// the same time.
    /// </summary>
    public static readonly string ClaimDeliveries =
        $"""
        UPDATE seedance_jobs SET due_at = @until
        WHERE key IN (
            SELECT key FROM seedance_jobs WHERE shard = @shard AND {DeliveredStates} AND due_at <= @now ORDER BY due_at LIMIT @max)
            AND due_at <= @now AND {DeliveredStates}
        RETURNING {Columns}
        """;

    /// <summary>
    /// The conditions make a step a compare-and-swap. A job whose id is known is submitted: it is never queued again, and its outcome is
    /// never unknown. No other id replaces the one of a row, and a job that is to be canceled is not queued.
    /// </summary>
    public static string Change(JobChange change)
    {
        if (change.IsPriceOnly)
            return ChangePrice;
        var from = List(change.From);
        var attempt = change.Attempt is null ? "" : " AND attempt = @attempt";
        var lease = change.LeaseEnds is null ? "" : " AND due_at IN (@lease, @other_lease)";
        var id = change.RequiresNoId ? " AND request_id IS NULL"
            : change.RequestId is not null ? " AND (request_id IS NULL OR request_id = @request_id)"
            : "";
        var isForeign = change.IsForeignId
            ? " AND NOT EXISTS (SELECT 1 FROM seedance_jobs other WHERE other.request_id = @request_id AND other.key <> @key)"
            : "";
        var state = change.To switch
        {
            null => "state",
            VideoJobState.Queued when change.MayBeCharged == true => "'queued'",
            VideoJobState.Queued when change.MayBeCharged == false => "CASE WHEN cancel_requested = 0 THEN 'queued' ELSE 'cancelled' END",
            VideoJobState.Queued => $"CASE WHEN cancel_requested = 0 OR {MayBeCharged} THEN 'queued' ELSE 'cancelled' END",
            VideoJobState.OutcomeUnknown => "CASE WHEN request_id IS NULL THEN 'outcome unknown' ELSE 'submitted' END",
            { } to => $"'{JobText.Of(to)}'",
        };
        // A webhook that came during the submission has told of the end, so the first poll need not wait.
        var due = change.To == VideoJobState.Submitted ? "CASE WHEN request_id IS NULL THEN @due ELSE @now END"
            // The handler was told of an unknown outcome, or is being told: a request to cancel is no reason to tell it again.
            : change.IsCancelRequested == true ? "CASE WHEN state = 'outcome unknown' THEN due_at ELSE @due END"
            : "@due";
        var reserved = !change.IsSettled ? ""
            : KeepsReservation(change) ? $", reserved = CASE WHEN {MayBeCharged} THEN reserved ELSE 0 END"
            : ", reserved = 0";
        var cancel = change.IsCancelRequested is { } wish ? FormattableString.Invariant($", cancel_requested = {(wish ? 1 : 0)}") : "";
        var candidate = change.CandidateId is not null ? ", candidate_id = @candidate, candidate_attempt = @attempt, candidate_at = @now"
            : change.MayBeCharged == true ? ", candidate_id = NULL, candidate_attempt = @attempt"
            : change.MayBeCharged == false ? ", candidate_id = NULL, candidate_attempt = NULL"
            : "";
        // A queued job is canceled at once when nothing of it was sent, and by its worker when something may have been.
        var queued = change.To == VideoJobState.Cancelled && change.From.Contains(VideoJobState.Queued) ? $" AND NOT {MayBeCharged}"
            : change.IsCancelRequested == true ? $" AND (state <> 'queued' OR {MayBeCharged})"
            : "";
        return
            $"""
            UPDATE seedance_jobs
            SET state = {state}, due_at = {due}, tries = @tries, error = @error, changed_at = @now,
                request_id = COALESCE(@request_id, request_id), generation = COALESCE(@generation, generation),
                location = COALESCE(@location, location), credits = COALESCE(credits, @credits){reserved}{cancel}{candidate}
            WHERE key = @key AND state IN ({from}){attempt}{lease}{queued}{id}{isForeign}
            RETURNING shard
            """;
    }

    /// <summary>Whether the end of a submission that was not accepted says nothing of an earlier one that may be charged.</summary>
    public static bool KeepsReservation(JobChange change) => change is { To: VideoJobState.Queued, MayBeCharged: null };

    public static string Due(VideoJobState state) =>
        $"""
        SELECT {Columns} FROM seedance_jobs
        WHERE shard = @shard AND state = '{JobText.Of(state)}' AND due_at <= @now
        ORDER BY due_at LIMIT @max
        """;

    /// <summary>The shards that no worker has had a lane of for long, though they have jobs for it that were due long ago.</summary>
    public static string LeftShards(IEnumerable<VideoJobState> states) =>
        $"""
        SELECT shard FROM seedance_shards
        WHERE COALESCE((SELECT seen_at FROM seedance_lanes l WHERE l.lane = @lane AND l.shard = seedance_shards.shard), 0) < @before
            AND EXISTS (
                SELECT 1 FROM seedance_jobs j
                WHERE j.shard = seedance_shards.shard AND j.state IN ({List(states)}) AND j.due_at < @before AND j.changed_at < @before)
        """;

    public static string Hashes(int count) =>
        "SELECT key, request_hash FROM seedance_jobs WHERE key IN ("
        + string.Join(", ", Enumerable.Range(0, count).Select(row => FormattableString.Invariant($"@k{row}"))) + ")";

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

    private static string List(IEnumerable<VideoJobState> states) => string.Join(", ", states.Select(state => $"'{JobText.Of(state)}'"));
}
