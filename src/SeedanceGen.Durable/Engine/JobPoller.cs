using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Engine;

/// <summary>Reads the submitted jobs of a shard that are due.</summary>
internal sealed class JobPoller(JobContext context, ServicePause pause) : IDisposable
{
    private const int Batch = 16;

    /// <summary>The longest pause between two searches for a job with an unknown outcome, in seconds.</summary>
    private const double LongestSearchPause = 600;

    private readonly SemaphoreSlim _lanes = new(context.Options.MaxConcurrentPolls);

    /// <summary>Polls some jobs of a shard.</summary>
    /// <returns>How many were polled.</returns>
    public async Task<int> RunAsync(int shard, CancellationToken cancellationToken)
    {
        if (await pause.IsOnAsync(cancellationToken).ConfigureAwait(false))
            return 0;
        var due = await context.Store.DueAsync(shard, VideoJobState.Submitted, context.Now, Batch, cancellationToken).ConfigureAwait(false);
        var allowed = due.Count;
        if (due.Count > 0 && context.Options.MaxPollsPerSecond is { } perSecond)
            allowed = await context.Store.TakePollsAsync(due.Count, perSecond, context.Now, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(due.Take(allowed).Select(job => PollAsync(job, cancellationToken))).ConfigureAwait(false);
        return allowed;
    }

    /// <summary>Looks for jobs with an unknown outcome by the ids that broken responses named.</summary>
    public async Task FindCandidatesAsync(int shard, CancellationToken cancellationToken)
    {
        if (await pause.IsOnAsync(cancellationToken).ConfigureAwait(false))
            return;
        var jobs = await context.Store.CandidatesAsync(shard, context.Now, Batch, cancellationToken).ConfigureAwait(false);
        foreach (var job in jobs)
        {
            var isFound = await IsThereAsync(job, cancellationToken).ConfigureAwait(false)
                && await context.Store.ChangeAsync(JobChange.Named(job, job.CandidateId!, context.Now), cancellationToken)
                    .ConfigureAwait(false);
            if (!isFound)
                await context.Store.PostponeCandidateAsync(job, CandidateAt(job), cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _lanes.Dispose();

    /// <summary>When to look for the job again: each pause is about as long as its outcome has been unknown.</summary>
    private DateTimeOffset CandidateAt(VideoJob job)
    {
        var shortest = context.Options.RetryDelay.TotalSeconds;
        var age = (context.Now - job.ChangedAt).TotalSeconds;
        return context.Now + TimeSpan.FromSeconds(Math.Clamp(age, shortest, Math.Max(shortest, LongestSearchPause)));
    }

    /// <summary>Whether the service has the job. When it cannot be asked, it is asked again later.</summary>
    private async Task<bool> IsThereAsync(VideoJob job, CancellationToken cancellationToken)
    {
        try
        {
            var found = await context.Client.GetAsync(job.CandidateId!, cancellationToken).ConfigureAwait(false);
            return JobState.Of(found).Id == job.CandidateId;
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            context.Logger.NotFound(problem, job.Key, job.CandidateId!);
            return false;
        }
    }

    private async Task PollAsync(VideoJob job, CancellationToken cancellationToken)
    {
        await _lanes.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var span = JobTelemetry.Begin("poll", job);
            var change = await ReadAsync(job, cancellationToken).ConfigureAwait(false);
            await context.Store.ChangeAsync(change, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _lanes.Release();
        }
    }

    private async Task<JobChange> ReadAsync(VideoJob job, CancellationToken cancellationToken)
    {
        try
        {
            if (job.IsCancelRequested)
                await CancelAsync(job, cancellationToken).ConfigureAwait(false);
            var generation = await context.Client.GetAsync(job.RequestId!, cancellationToken).ConfigureAwait(false);
            return EndOf(job, generation, context.Now)
                ?? JobChange.PolledAgain(job, error: null, context.PollAt(job.Tries + 1), context.Now);
        }
        catch (SeedanceApiException problem) when (ServicePause.IsAskedBy(problem))
        {
            await pause.BeginAsync(problem.RetryAfter, cancellationToken).ConfigureAwait(false);
            return JobChange.PolledAgain(job, problem.Message, context.Now, context.Now) with { Tries = job.Tries };
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            // A failed poll never ends a job that is paid for.
            return JobChange.PolledAgain(job, problem.Message, context.RetryAt(job.Tries), context.Now);
        }
    }

    /// <summary>The step for a job that has ended; null when it has not, or when the service reports another job.</summary>
    public static JobChange? EndOf(VideoJob job, VideoGeneration generation, DateTimeOffset now)
    {
        var read = JobState.Of(generation);
        if (!read.Status.IsTerminal || read.Id != job.RequestId)
            return null;
        var state = read.Status == GenerationStatus.Succeeded ? VideoJobState.Succeeded
            : read.Status == GenerationStatus.Cancelled ? VideoJobState.Cancelled
            : VideoJobState.Failed;
        var error = state == VideoJobState.Failed
            ? generation.ErrorMessage ?? generation.ErrorCode ?? "The service gave no reason."
            : null;
        return JobChange.Ended(job, state, JobText.Of(generation), error, now);
    }

    private async Task CancelAsync(VideoJob job, CancellationToken cancellationToken)
    {
        try
        {
            await context.Client.CancelAsync(job.RequestId!, cancellationToken).ConfigureAwait(false);
        }
        catch (SeedanceException problem) when (problem is not SeedanceApiException asking || !ServicePause.IsAskedBy(asking))
        {
            // The job may have ended. The read that follows says so; otherwise the next poll cancels again.
            context.Logger.CancelFailed(problem, job.Key);
        }
    }
}
