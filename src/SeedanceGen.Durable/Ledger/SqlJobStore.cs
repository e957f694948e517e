using System.Data.Common;

namespace SeedanceGen.Durable.Ledger;

/// <summary>The ledger in a database: transactions, with the SQL of <see cref="LedgerSql"/>.</summary>
internal abstract class SqlJobStore : IJobStore
{
    /// <summary>Rows of one INSERT: below the limit of parameters of either database.</summary>
    private const int RowsOfAdd = 500;

    private const int KeysOfQuery = 2500;

    private readonly SemaphoreSlim _opening = new(1);

    public string Id { get; private set; } = "";

    /// <summary>The end of a SELECT that locks its rows until the transaction ends; empty where a transaction locks everything.</summary>
    protected abstract string RowLock { get; }

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (Id.Length > 0)
            return;
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Id.Length > 0)
                return;
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
            // Most starts find the schema as it should be, and wait for no other start.
            if (await ReadStoreAsync(cancellationToken).ConfigureAwait(false) is not { Version: >= LedgerSchema.Version } store)
            {
                StoreRow? made = null;
                await RunAloneAsync(
                    async () => made = await MakeSchemaAsync(cancellationToken).ConfigureAwait(false), cancellationToken)
                    .ConfigureAwait(false);
                store = made!;
            }

            Id = store.ReadableBy <= LedgerSchema.Version
                ? store.Id
                : throw new InvalidOperationException(FormattableString.Invariant(
                    $"The store needs version {store.ReadableBy} of the schema; this package knows {LedgerSchema.Version}. ")
                    + "Use a newer one.");
        }
        finally
        {
            _opening.Release();
        }
    }

    public Task<IReadOnlySet<string>> AddAsync(
        IReadOnlyList<NewJob> jobs, DbTransaction? transaction, CancellationToken cancellationToken) => transaction is not null
        ? AddInAsync(transaction.Connection!, transaction, jobs, cancellationToken)
        : TransactAsync((connection, own) => AddInAsync(connection, own, jobs, cancellationToken), cancellationToken);

    public async Task<(VideoJob Job, string RequestHash)?> FindAsync(
        string key, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        var found = transaction is not null
            ? await transaction.Connection!.ReadAsync(transaction, LedgerSql.Find, LedgerRow.Read, cancellationToken, ("key", key))
                .ConfigureAwait(false)
            : await QueryAsync(LedgerSql.Find, cancellationToken, ("key", key)).ConfigureAwait(false);
        return found is [var row] ? (row.Job, row.RequestHash) : null;
    }

    public async Task<IReadOnlyList<VideoJob>> PageAsync(
        VideoJobState? state, string after, int max, CancellationToken cancellationToken) =>
        JobsOf(await QueryAsync(LedgerSql.Page(state), cancellationToken, ("after", after), ("max", max)).ConfigureAwait(false));

    public async Task<IReadOnlyDictionary<string, string>> HashesAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(KeysOfQuery))
        {
            var rows = await ConnectAsync(
                connection => connection.ReadAsync(
                    transaction: null, LedgerSql.Hashes(some.Length), row => (Key: row.GetString(0), Hash: row.GetString(1)),
                    cancellationToken, [.. some.Select((key, row) => ((string, object?))($"k{row}", key))]),
                cancellationToken).ConfigureAwait(false);
            foreach (var (key, hash) in rows)
                hashes[key] = hash;
        }

        return hashes;
    }

    public async Task<IReadOnlyList<VideoJob>> DueAsync(
        int shard, VideoJobState state, DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        JobsOf(await QueryAsync(
            LedgerSql.Due(state), cancellationToken, ("shard", shard), ("now", JobText.Milliseconds(now)), ("max", max))
            .ConfigureAwait(false));

    public async Task<IReadOnlyList<VideoJob>> ClaimDeliveriesAsync(
        int shard, DateTimeOffset now, DateTimeOffset leaseEnd, int max, CancellationToken cancellationToken) =>
        JobsOf(await QueryAsync(
            LedgerSql.ClaimDeliveries, cancellationToken, ("shard", shard), ("now", JobText.Milliseconds(now)),
            ("until", JobText.Milliseconds(leaseEnd)), ("max", max)).ConfigureAwait(false));

    public async Task<IReadOnlyList<VideoJob>> CandidatesAsync(
        int shard, DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        JobsOf(await QueryAsync(
            LedgerSql.Candidates, cancellationToken, ("shard", shard), ("now", JobText.Milliseconds(now)), ("max", max))
            .ConfigureAwait(false));

    public Task PostponeCandidateAsync(VideoJob job, DateTimeOffset at, CancellationToken cancellationToken) => ConnectAsync(
        connection => connection.ExecuteAsync(
            transaction: null, LedgerSql.PostponeCandidate, cancellationToken,
            ("at", JobText.Milliseconds(at)), ("key", job.Key), ("attempt", job.Attempt)),
        cancellationToken);

    public Task<IReadOnlyList<VideoJob>> ClaimAsync(JobClaim claim, CancellationToken cancellationToken) =>
        TransactAsync((connection, transaction) => ClaimInAsync(connection, transaction, claim, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<VideoJob>> ClaimedAsync(JobClaim claim, CancellationToken cancellationToken) => TransactAsync(
        async (connection, transaction) =>
        {
            await connection.NumberAsync(transaction, LedgerSql.ReadShard + RowLock, cancellationToken, ("shard", claim.Shard))
                .ConfigureAwait(false);
            return (IReadOnlyList<VideoJob>)JobsOf(await connection.ReadAsync(
                transaction, LedgerSql.Claimed, LedgerRow.Read, cancellationToken, ("shard", claim.Shard), ("owner", claim.Owner))
                .ConfigureAwait(false));
        },
        cancellationToken);

    public Task<bool> ChangeAsync(JobChange change, CancellationToken cancellationToken) => ChangeWriter.NeedsTransaction(change)
        ? TransactAsync(
            (connection, transaction) => new ChangeWriter(RowLock).WriteAsync(connection, transaction, change, cancellationToken),
            cancellationToken)
        : ConnectAsync(
            connection => new ChangeWriter(RowLock).WriteAsync(connection, transaction: null, change, cancellationToken),
            cancellationToken);

    public Task ChargeAsync(int shard, long credits, CancellationToken cancellationToken) => ConnectAsync(
        connection => ChangeWriter.ChargeAsync(connection, transaction: null, shard, credits, released: 0, cancellationToken),
        cancellationToken);

    public Task<int> ParkAsync(
        int shard, VideoJobState state, DateTimeOffset before, DateTimeOffset now, CancellationToken cancellationToken) =>
        ConnectAsync(
            connection => connection.ExecuteAsync(
                transaction: null, LedgerSql.Park, cancellationToken, ("shard", shard), ("state", JobText.Of(state)),
                ("before", JobText.Milliseconds(before)), ("now", JobText.Milliseconds(now))),
            cancellationToken);

    public async Task<DateTimeOffset> GetPauseAsync(CancellationToken cancellationToken) => JobText.Time(await ConnectAsync(
        connection => connection.NumberAsync(transaction: null, LedgerSql.ReadPause, cancellationToken),
        cancellationToken).ConfigureAwait(false) ?? 0);

    public Task PauseAsync(DateTimeOffset until, CancellationToken cancellationToken) =>
        ConnectAsync(
            connection => connection.ExecuteAsync(
                transaction: null, LedgerSql.Pause, cancellationToken, ("until", JobText.Milliseconds(until))),
            cancellationToken);

    public Task<int> TakePollsAsync(int wanted, double perSecond, DateTimeOffset now, CancellationToken cancellationToken) =>
        TransactAsync(
            (connection, transaction) => new SharedRate("next_poll", RowLock)
                .TakeAsync(connection, transaction, wanted, perSecond, now, cancellationToken),
            cancellationToken);

    public Task SeeLaneAsync(string lane, int shard, DateTimeOffset now, CancellationToken cancellationToken) => ConnectAsync(
        connection => connection.ExecuteAsync(
            transaction: null, LedgerSql.SeeLane, cancellationToken,
            ("lane", lane), ("shard", shard), ("now", JobText.Milliseconds(now))),
        cancellationToken);

    public async Task<IReadOnlyList<int>> LeftShardsAsync(
        string lane, IReadOnlyList<VideoJobState> states, DateTimeOffset before, CancellationToken cancellationToken) =>
        await ConnectAsync(
            connection => connection.ReadAsync(
                transaction: null, LedgerSql.LeftShards(states), row => row.GetInt32(0), cancellationToken,
                ("lane", lane), ("before", JobText.Milliseconds(before))),
            cancellationToken).ConfigureAwait(false);

    public Task<int> RemoveHandledAsync(DateTimeOffset before, int max, CancellationToken cancellationToken) => ConnectAsync(
        connection => connection.ExecuteAsync(
            transaction: null, LedgerSql.RemoveHandled, cancellationToken, ("before", JobText.Milliseconds(before)), ("max", max)),
        cancellationToken);

    public Task<VideoQueueTotals> GetTotalsAsync(bool withHandled, CancellationToken cancellationToken) => ConnectAsync(
        connection => TotalsInAsync(connection, withHandled ? LedgerSql.CountAll : LedgerSql.CountOpen, cancellationToken),
        cancellationToken);

    public abstract Task RunAloneAsync(Func<Task> work, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    /// <summary>Prepares what no transaction can do: locks, files, the mode of the journal.</summary>
    protected abstract Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Runs work on a connection, where each statement is committed by itself.</summary>
    protected abstract Task<T> ConnectAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken);

    private Task<T> TransactAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        ConnectAsync(
            async connection =>
            {
                var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await using var _ = transaction.ConfigureAwait(false);
                var result = await work(connection, transaction).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return result;
            },
            cancellationToken);

    /// <summary>The store's row; null when there is no table yet.</summary>
    private async Task<StoreRow?> ReadStoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            var rows = await ConnectAsync(
                connection => connection.ReadAsync(transaction: null, LedgerSchema.ReadStore, StoreRow.Read, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            return rows is [var row] ? row : null;
        }
        catch (DbException)
        {
            // Without the table, the schema is made; without a database, that fails with the same error.
            return null;
        }
    }

    /// <summary>Makes the schema, or what a later version of it adds, in one transaction.</summary>
    private async Task<StoreRow> MakeSchemaAsync(CancellationToken cancellationToken)
    {
        // Another process may have made it while this one waited.
        var found = await ReadStoreAsync(cancellationToken).ConfigureAwait(false);
        return found is { Version: >= LedgerSchema.Version }
            ? found
            : await TransactAsync(
                (connection, transaction) => MigrateAsync(connection, transaction, found, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
    }

    private static async Task<StoreRow> MigrateAsync(
        DbConnection connection, DbTransaction transaction, StoreRow? found, CancellationToken cancellationToken)
    {
        if (found is null)
        {
            foreach (var statement in LedgerSchema.FirstSchema)
                await connection.ExecuteAsync(transaction, statement, cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(
                transaction, LedgerSchema.AddStore, cancellationToken, ("id", Guid.NewGuid().ToString("N"))).ConfigureAwait(false);
        }

        // First of all, because it locks the row that other transactions lock first.
        await connection.ExecuteAsync(transaction, LedgerSchema.SetVersion, cancellationToken, ("version", LedgerSchema.Version))
            .ConfigureAwait(false);
        foreach (var (_, statements) in LedgerSchema.Migrations.Where(migration => migration.Version > (found?.Version ?? 1)))
        {
            foreach (var statement in statements)
                await connection.ExecuteAsync(transaction, statement, cancellationToken).ConfigureAwait(false);
        }

        return (await connection.ReadAsync(transaction, LedgerSchema.ReadStore, StoreRow.Read, cancellationToken).ConfigureAwait(false))[0];
    }

    private static async Task<IReadOnlySet<string>> AddInAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken)
    {
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rows in jobs.Chunk(RowsOfAdd))
        {
            var parameters = rows.SelectMany((job, row) => new (string, object?)[]
            {
                ($"k{row}", job.Key), ($"s{row}", job.Shard), ($"n{row}", JobText.Milliseconds(job.EnqueuedAt)), ($"r{row}", job.Request),
                ($"h{row}", job.RequestHash), ($"p{row}", job.Price), ($"t{row}", job.TraceParent),
            });
            added.UnionWith(await connection.ReadAsync(
                transaction, LedgerSql.Add(rows.Length), row => row.GetString(0), cancellationToken, [.. parameters])
                .ConfigureAwait(false));
        }

        return added;
    }

    private async Task<IReadOnlyList<VideoJob>> ClaimInAsync(
        DbConnection connection, DbTransaction transaction, JobClaim claim, CancellationToken cancellationToken)
    {
        // With a limit of the whole store, one claim is made at a time.
        if (claim.MaxCredits is not null || claim.PerSecond is not null)
            await connection.NumberAsync(transaction, LedgerSql.ReadPause + RowLock, cancellationToken).ConfigureAwait(false);
        var queued = await connection.ReadAsync(
            transaction, LedgerSql.Due(VideoJobState.Queued) + RowLock, LedgerRow.Read, cancellationToken,
            ("shard", claim.Shard), ("now", JobText.Milliseconds(claim.Now)), ("max", claim.Max)).ConfigureAwait(false);
        if (queued.Count == 0)
            return [];

        var credits = await CreditReservations.ReadAsync(connection, transaction, cancellationToken).ConfigureAwait(false);
        var fitting = new List<VideoJob>();
        foreach (var (job, _, price) in queued)
        {
            if (credits.TryReserve(claim.MaxCredits, price, job.Reserved, out var own))
                fitting.Add(job with { State = VideoJobState.Submitting, Attempt = job.Attempt + 1, Reserved = own });
        }

        var allowed = fitting.Count > 0 && claim.PerSecond is { } perSecond
            ? await new SharedRate("next_submission", RowLock)
                .TakeAsync(connection, transaction, fitting.Count, perSecond, claim.Now, cancellationToken).ConfigureAwait(false)
            : fitting.Count;
        var claimed = fitting.Take(allowed).ToList();
        if (claimed.Count == 0)
            return [];
        // The rows are locked since they were read.
        var changed = await connection.ExecuteAsync(
            transaction, LedgerSql.Claim(claimed.Count), cancellationToken,
            [
                ("owner", claim.Owner), ("now", JobText.Milliseconds(claim.Now)),
                .. claimed.SelectMany((job, row) => new (string, object?)[] { ($"k{row}", job.Key), ($"r{row}", job.Reserved) }),
            ]).ConfigureAwait(false);
        if (changed != claimed.Count)
            throw new InvalidOperationException("Jobs of a claim were changed by another writer. Nothing of the claim is written.");

        var held = queued.ToDictionary(row => row.Job.Key, row => row.Job.Reserved, StringComparer.Ordinal);
        await connection.ExecuteAsync(
            transaction, LedgerSql.Reserve, cancellationToken, ("shard", claim.Shard),
            ("reserved", claimed.Sum(job => job.Reserved - held[job.Key]))).ConfigureAwait(false);
        return claimed;
    }

    private static async Task<VideoQueueTotals> TotalsInAsync(
        DbConnection connection, string count, CancellationToken cancellationToken)
    {
        var credits = await CreditReservations.ReadAsync(connection, transaction: null, cancellationToken).ConfigureAwait(false);
        var states = await connection.ReadAsync(
            transaction: null, count,
            row => (State: JobText.State(row.GetString(0)), Count: row.GetInt64(1), Oldest: row.GetInt64(2)), cancellationToken)
            .ConfigureAwait(false);
        var open = states.Where(row => row.State != VideoJobState.Handled).ToList();
        return new VideoQueueTotals
        {
            Jobs = states.ToDictionary(row => row.State, row => row.Count),
            OldestOpen = open.Count == 0 ? null : JobText.Time(open.Min(row => row.Oldest)),
            CreditsCharged = credits.Charged,
            CreditsUncertain = credits.Reserved,
        };
    }

    private Task<List<LedgerRow>> QueryAsync(
        string sql, CancellationToken cancellationToken, params (string, object?)[] parameters) =>
        ConnectAsync(
            connection => connection.ReadAsync(transaction: null, sql, LedgerRow.Read, cancellationToken, parameters), cancellationToken);

    private static VideoJob[] JobsOf(List<LedgerRow> rows) => [.. rows.Select(row => row.Job)];
}

/// <summary>The row of the store itself: its id, and the versions of its schema.</summary>
internal sealed record StoreRow(string Id, int Version, int ReadableBy)
{
    public static StoreRow Read(DbDataReader row) => new(row.GetString(0), row.GetInt32(1), row.GetInt32(2));
}
