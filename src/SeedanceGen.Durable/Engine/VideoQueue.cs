using System.Buffers;
using System.Data.Common;
using System.Runtime.CompilerServices;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Engine;

/// <summary>The queue, over the ledger.</summary>
internal sealed class VideoQueue(JobContext context) : IVideoQueue
{
    private const int MaxKeyLength = 128;
    private const int AddBatch = 5000;
    private const int PageSize = 200;

    /// <summary>How often a step is tried when a worker's step changes the job first.</summary>
    private const int MaxRaces = 8;

    /// <summary>The characters that a reference in a webhook's address may have.</summary>
    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");

    private static readonly VideoJobState[] Cancellable =
        [VideoJobState.Queued, VideoJobState.Submitting, VideoJobState.Submitted, VideoJobState.OutcomeUnknown];

    private readonly IJobStore _store = context.Store;

    public async Task<EnqueueResult> EnqueueAsync(
        VideoGenerationRequest request, string key, DbTransaction? transaction = null, CancellationToken cancellationToken = default)
    {
        var job = ToAdd(key, request);
        await _store.OpenAsync(cancellationToken).ConfigureAwait(false);
        var added = await _store.AddAsync([job], transaction, cancellationToken).ConfigureAwait(false);
        var found = await _store.FindAsync(key, transaction, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("The store has lost a job that it had a moment ago.");
        return new EnqueueResult(OutcomeOf(job, added.Count > 0, found.RequestHash), found.Job);
    }

    public async Task<IReadOnlyDictionary<EnqueueOutcome, int>> EnqueueAsync(
        IEnumerable<KeyValuePair<string, VideoGenerationRequest>> jobs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        await _store.OpenAsync(cancellationToken).ConfigureAwait(false);
        var outcomes = new Dictionary<EnqueueOutcome, int>();
        foreach (var batch in jobs.Chunk(AddBatch))
        {
            // Sorted, so that two processes that add the same keys do not wait for each other.
            var rows = batch.Select(job => ToAdd(job.Key, job.Value)).OrderBy(row => row.Key, StringComparer.Ordinal).ToList();
            var firsts = rows.DistinctBy(row => row.Key, StringComparer.Ordinal).ToList();
            var added = await _store.AddAsync(firsts, transaction: null, cancellationToken).ConfigureAwait(false);
            var unseen = new HashSet<string>(added, StringComparer.Ordinal);
            var others = rows.Where(row => !unseen.Remove(row.Key)).ToList();
            Count(EnqueueOutcome.Added, rows.Count - others.Count);
            if (others.Count == 0)
                continue;
            var hashes = await _store.HashesAsync([.. others.Select(row => row.Key).Distinct(StringComparer.Ordinal)], cancellationToken)
                .ConfigureAwait(false);
            foreach (var row in others)
                Count(OutcomeOf(row, isAdded: false, hashes.GetValueOrDefault(row.Key)), 1);
        }

        return outcomes;

        void Count(EnqueueOutcome outcome, int count)
        {
            if (count > 0)
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + count;
        }
    }

    public async Task<VideoJob?> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        await _store.OpenAsync(cancellationToken).ConfigureAwait(false);
        return (await _store.FindAsync(key, transaction: null, cancellationToken).ConfigureAwait(false))?.Job;
    }

    public async IAsyncEnumerable<VideoJob> QueryAsync(
        VideoJobState? state = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await _store.OpenAsync(cancellationToken).ConfigureAwait(false);
        var page = await _store.PageAsync(state, after: "", PageSize, cancellationToken).ConfigureAwait(false);
        while (page.Count > 0)
        {
            foreach (var job in page)
                yield return job;
            page = await _store.PageAsync(state, page[^1].Key, PageSize, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<VideoQueueTotals> GetTotalsAsync(CancellationToken cancellationToken = default)
    {
        await _store.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await _store.GetTotalsAsync(withHandled: true, cancellationToken).ConfigureAwait(false);
    }

    public async Task<VideoJob?> CancelAsync(string key, CancellationToken cancellationToken = default)
    {
        var job = await GetAsync(key, cancellationToken).ConfigureAwait(false);
        for (var races = 0; races < MaxRaces && job is not null && Cancellable.Contains(job.State); races++)
        {
            // A worker may claim the job between the two steps: then the second step asks that worker to cancel it. The worker may also
            // queue the job again before the second step: then both steps are tried again.
            var isTaken = await _store.ChangeAsync(JobChange.Cancelled(job, context.Now), cancellationToken).ConfigureAwait(false)
                || await _store.ChangeAsync(JobChange.CancelRequested(job, context.Now), cancellationToken).ConfigureAwait(false);
            job = await GetAsync(key, cancellationToken).ConfigureAwait(false);
            if (isTaken)
                break;
        }

        return job;
    }

    public async Task<VideoJob?> ResolveAsync(
        string key, SubmissionResolution resolution, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resolution);
        var job = await GetAsync(key, cancellationToken).ConfigureAwait(false);
        if (job is { State: VideoJobState.OutcomeUnknown })
        {
            var change = resolution.RequestId is { } id
                ? JobChange.Named(job, id, context.Now)
                : JobChange.NotCharged(job, context.Now);
            await _store.ChangeAsync(change, cancellationToken).ConfigureAwait(false);
            job = await GetAsync(key, cancellationToken).ConfigureAwait(false);
        }

        // The price may be what is missing, whatever became of the job.
        if (job is { RequestId: not null, CreditsCharged: null } && job.RequestId == resolution.RequestId
            && resolution.Credits is { } credits)
        {
            await _store.ChangeAsync(JobChange.Charged(job, credits, context.Now), cancellationToken).ConfigureAwait(false);
            job = await GetAsync(key, cancellationToken).ConfigureAwait(false);
        }

        return job;
    }

    public async Task<bool> ReportAsync(string key, VideoGeneration generation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(generation);
        var id = JobState.Of(generation).Id;
        for (var races = 0; races < MaxRaces; races++)
        {
            var job = await GetAsync(key, cancellationToken).ConfigureAwait(false);
            if (job is { RequestId: null } && IsSubmission(job) && id.Length > 0)
            {
                if (!await _store.ChangeAsync(JobChange.Named(job, id, context.Now), cancellationToken).ConfigureAwait(false))
                    continue;
                job = await GetAsync(key, cancellationToken).ConfigureAwait(false);
            }

            // The ledger waits for the end of a job under its own id only: the token of a webhook's address proves the key and not the job.
            if (job is not { State: VideoJobState.Submitted } || JobPoller.EndOf(job, generation, context.Now) is not { } end)
                return false;
            if (await _store.ChangeAsync(end, cancellationToken).ConfigureAwait(false))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether a webhook may name the id of the job. A job that was queued again too soon counts too: its webhook shows that the service
    /// accepted it.
    /// </summary>
    private static bool IsSubmission(VideoJob job) => job.State is VideoJobState.Submitting or VideoJobState.OutcomeUnknown
        || job is { State: VideoJobState.Queued, Attempt: > 0 };

    private NewJob ToAdd(string key, VideoGenerationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (key.Length > MaxKeyLength || key is "." or ".." || key.AsSpan().ContainsAnyExcept(KeyCharacters))
            throw new ArgumentException($"A key has 1 to {MaxKeyLength} of the characters A-Z a-z 0-9 - _ . ~", nameof(key));
        if (request.Validate() is { Count: > 0 } violations)
            throw new SeedanceValidationException(violations);
        var text = JobText.Of(context.Options.WebhookUrl is null ? request : request with { WebhookUrl = null });
        return new NewJob(
            key, JobText.Shard(key), text, JobText.Hash(text), context.Options.PriceOf?.Invoke(request), JobTelemetry.TraceParent,
            context.Now);
    }

    private static EnqueueOutcome OutcomeOf(NewJob job, bool isAdded, string? hash) =>
        isAdded ? EnqueueOutcome.Added
        : hash == job.RequestHash ? EnqueueOutcome.AlreadyThere
        : EnqueueOutcome.Conflict;
}
