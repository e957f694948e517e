using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SeedanceGen.Durable;

/// <summary>
/// The durable queue of jobs. Every machine with the same store sees the same queue. A member throws the <see cref="DbException"/> of the
/// database when the store cannot be reached, and an <see cref="InvalidOperationException"/> when a SQLite store cannot be opened, or
/// another process uses it.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue, though no collection.")]
public interface IVideoQueue
{
    /// <summary>Adds a job, or finds the one that has this key.</summary>
    /// <param name="request">
    /// The request. It is validated first. <see cref="SeedanceJobsOptions.WebhookUrl"/>, when it is set, replaces its webhook address.
    /// </param>
    /// <param name="key">
    /// The application's own name of the job: 1 to 128 of the characters <c>A-Z a-z 0-9 - _ . ~</c>. One key is paid for once.
    /// </param>
    /// <param name="transaction">
    /// The application's own transaction on the store's database; null commits at once. With it, the job exists when the transaction is
    /// committed, and not at all when it is rolled back.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SeedanceValidationException">The request breaks a documented rule; nothing was added.</exception>
    /// <exception cref="ArgumentException">The key has other characters, or is empty or too long.</exception>
    Task<EnqueueResult> EnqueueAsync(
        VideoGenerationRequest request, string key, DbTransaction? transaction = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds many jobs, in batches of 5,000 that are committed one after the other. A call that was cut short can be repeated.
    /// </summary>
    /// <param name="jobs">The keys and requests; they are enumerated once.</param>
    /// <param name="cancellationToken">Cancels the call. Batches that were committed stay.</param>
    /// <returns>The number of jobs with each outcome; an outcome without a job is missing.</returns>
    /// <exception cref="SeedanceValidationException">A request breaks a documented rule; its batch was not added.</exception>
    /// <exception cref="ArgumentException">A key has other characters, or is empty or too long; its batch was not added.</exception>
    Task<IReadOnlyDictionary<EnqueueOutcome, int>> EnqueueAsync(
        IEnumerable<KeyValuePair<string, VideoGenerationRequest>> jobs, CancellationToken cancellationToken = default);

    /// <summary>Reads a job; null when there is none.</summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<VideoJob?> GetAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Reads the jobs in a state, in the order of their keys.</summary>
    /// <param name="state">The state; null reads all jobs.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    IAsyncEnumerable<VideoJob> QueryAsync(VideoJobState? state = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the figures of the whole store: the number of jobs in each state, and the credits.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<VideoQueueTotals> GetTotalsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Cancels a job: at once when it is queued, and by its worker when it is submitted. A job that has ended stays as it is.
    /// </summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The job after the call; null when there is none.</returns>
    Task<VideoJob?> CancelAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records what became of a submission whose outcome is unknown, or the price of an accepted job whose price is unknown. Any other job
    /// stays as it is.
    /// </summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="resolution">What a person found out, in the service's dashboard for example.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The job after the call; null when there is none.</returns>
    Task<VideoJob?> ResolveAsync(string key, SubmissionResolution resolution, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records the end of a job that a webhook reported. Call it from the webhook endpoint of <c>SeedanceGen.AspNetCore</c>, which reads
    /// the job from the service and passes on nothing of the webhook's body.
    /// </summary>
    /// <param name="key">The key of the job, which is the reference in the webhook's address.</param>
    /// <param name="generation">The job as the service reports it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// True when the store took the end of the job. False when the key has no job or another one, or when the job has not ended or its end
    /// is known already.
    /// </returns>
    Task<bool> ReportAsync(string key, VideoGeneration generation, CancellationToken cancellationToken = default);
}
