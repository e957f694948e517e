using System.Data.Common;

namespace SeedanceGen.Durable.Ledger;

/// <summary>The ledger. A store has the SQL and no rules: <see cref="JobChange"/> says which state follows which.</summary>
internal interface IJobStore : IAsyncDisposable
{
    /// <summary>The name of this very store, made with its schema.</summary>
    string Id { get; }

    /// <summary>Makes or migrates the schema. Call it before any other member; many processes may call it at once.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Adds those jobs whose key is new, in one transaction.</summary>
    /// <returns>The keys that were added.</returns>
    Task<IReadOnlySet<string>> AddAsync(IReadOnlyList<NewJob> jobs, DbTransaction? transaction, CancellationToken cancellationToken);

    /// <summary>Reads a job, with the hash of its request; null when there is none.</summary>
    Task<(VideoJob Job, string RequestHash)?> FindAsync(string key, DbTransaction? transaction, CancellationToken cancellationToken);

    /// <summary>Reads at most <paramref name="max"/> jobs whose keys follow <paramref name="after"/>, in the order of their keys.</summary>
    Task<IReadOnlyList<VideoJob>> PageAsync(VideoJobState? state, string after, int max, CancellationToken cancellationToken);

    /// <summary>Reads the hashes of the requests of those jobs that are there, by key.</summary>
    Task<IReadOnlyDictionary<string, string>> HashesAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Reads jobs of a shard that are due, the longest due first.</summary>
    Task<IReadOnlyList<VideoJob>> DueAsync(
        int shard, VideoJobState state, DateTimeOffset now, int max, CancellationToken cancellationToken);

    /// <summary>Takes due jobs of a shard that have ended or whose outcome is unknown. They are due again when the lease ends.</summary>
    Task<IReadOnlyList<VideoJob>> ClaimDeliveriesAsync(
        int shard, DateTimeOffset now, DateTimeOffset leaseEnd, int max, CancellationToken cancellationToken);

    /// <summary>Reads jobs with an unknown outcome whose id a broken response named, and that are to be looked for now.</summary>
    Task<IReadOnlyList<VideoJob>> CandidatesAsync(int shard, DateTimeOffset now, int max, CancellationToken cancellationToken);

    /// <summary>Sets when such a job is looked for next.</summary>
    Task PostponeCandidateAsync(VideoJob job, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// Moves due jobs of a shard from queued to submitting, with their prices reserved, as many as the limits allow. Their attempts count
    /// up. When it returns, that is committed.
    /// </summary>
    Task<IReadOnlyList<VideoJob>> ClaimAsync(JobClaim claim, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the jobs that a claim took, when the worker had no answer to it. The read waits for a claim whose commit is still under way.
    /// </summary>
    Task<IReadOnlyList<VideoJob>> ClaimedAsync(JobClaim claim, CancellationToken cancellationToken);

    /// <summary>Changes a job, when it is still as the change requires.</summary>
    /// <returns>Whether it was.</returns>
    Task<bool> ChangeAsync(JobChange change, CancellationToken cancellationToken);

    /// <summary>Counts what the service charged for a submission that no row has.</summary>
    Task ChargeAsync(int shard, long credits, CancellationToken cancellationToken);

    /// <summary>
    /// Moves the submitting jobs of a shard on that were claimed before a moment and that no worker submits any more: to submitted when a
    /// webhook named their id, and otherwise to <paramref name="state"/>. The jobs that it queues may be charged, as after
    /// <see cref="JobChange.Repeated"/>.
    /// </summary>
    /// <returns>How many were moved.</returns>
    Task<int> ParkAsync(
        int shard, VideoJobState state, DateTimeOffset before, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Until when no worker calls the service, because the service asked for a pause.</summary>
    Task<DateTimeOffset> GetPauseAsync(CancellationToken cancellationToken);

    /// <summary>Makes all workers pause, unless they pause longer already.</summary>
    Task PauseAsync(DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Takes at most <paramref name="wanted"/> polls from the rate that all workers share.</summary>
    Task<int> TakePollsAsync(int wanted, double perSecond, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Notes that a worker has a lane of a shard.</summary>
    Task SeeLaneAsync(string lane, int shard, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// The shards that no worker has had a lane of since a moment, though they have jobs in these states that were due before it.
    /// </summary>
    Task<IReadOnlyList<int>> LeftShardsAsync(
        string lane, IReadOnlyList<VideoJobState> states, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Removes at most <paramref name="max"/> jobs that were handled before a moment. What was charged in total stays.</summary>
    /// <returns>How many were removed.</returns>
    Task<int> RemoveHandledAsync(DateTimeOffset before, int max, CancellationToken cancellationToken);

    /// <summary>Runs work that only one process may do at a time, such as making tables.</summary>
    Task RunAloneAsync(Func<Task> work, CancellationToken cancellationToken);

    /// <summary>Reads the figures of the whole store.</summary>
    /// <param name="withHandled">Whether the handled jobs are counted too, which may be most of the store.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<VideoQueueTotals> GetTotalsAsync(bool withHandled, CancellationToken cancellationToken);
}

/// <summary>A job to add.</summary>
internal sealed record NewJob(
    string Key, int Shard, string Request, string RequestHash, long? Price, string? TraceParent, DateTimeOffset EnqueuedAt);

/// <summary>What a worker wants to submit.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Max">The highest number of jobs.</param>
/// <param name="Owner">The worker, for people who look at the ledger, and the number of its claim: no other claim has the same.</param>
/// <param name="Now">The present moment.</param>
/// <param name="MaxCredits">What the whole store may be charged, in credits; null sets no limit.</param>
/// <param name="PerSecond">How many submissions all workers may begin in a second; null sets no limit.</param>
internal sealed record JobClaim(int Shard, int Max, string Owner, DateTimeOffset Now, long? MaxCredits, double? PerSecond);
