namespace SeedanceGen.Jobs;

/// <summary>Counts the requests of a batch, and reports each change with the counts.</summary>
/// <param name="progress">Receives the reports; null reports nothing.</param>
/// <param name="total">The number of requests; null when it is not known yet.</param>
internal sealed class BatchReporter(IProgress<BatchProgress>? progress, int? total)
{
    private readonly object _lock = new();
    private int? _total = total;
    private int _accepted;
    private int _finished;
    private int _succeeded;
    private long _credits;

    /// <summary>Notes the number of requests, after all of them have come.</summary>
    public void End(int total)
    {
        lock (_lock)
            _total = total;
    }

    public void Accept(int index, GenerationJob job)
    {
        lock (_lock)
        {
            _accepted++;
            _credits += job.CreditsCharged ?? 0;
            Report(index, job, outcome: null);
        }
    }

    /// <summary>What the wait for a job reports to; null when no report is wanted.</summary>
    public IProgress<VideoGeneration>? Of(int index, GenerationJob job) =>
        progress is null ? null : new Changes(this, index, job);

    /// <summary>Reports an outcome. When the report throws, its exception becomes the error of the outcome, which keeps the job.</summary>
    public GenerationOutcome Finish(GenerationOutcome outcome)
    {
        lock (_lock)
        {
            _finished++;
            _succeeded += outcome.IsSuccess ? 1 : 0;
            try
            {
                Report(outcome.Index, outcome.Job, outcome);
                return outcome;
            }
            catch (Exception exception)
            {
                return new GenerationOutcome { Index = outcome.Index, Request = outcome.Request, Job = outcome.Job, Error = exception };
            }
        }
    }

    /// <summary>Called with the lock, so that the counts of the reports never go back.</summary>
    private void Report(int index, GenerationJob? job, GenerationOutcome? outcome) => progress?.Report(new BatchProgress
    {
        Index = index,
        Job = job,
        Outcome = outcome,
        Total = _total,
        Accepted = _accepted,
        Finished = _finished,
        Succeeded = _succeeded,
        CreditsCharged = _credits,
    });

    /// <summary>Passes on the reads of one job that show a change. The last one comes with the outcome.</summary>
    private sealed class Changes(BatchReporter reporter, int index, GenerationJob job) : IProgress<VideoGeneration>
    {
        private readonly ChangeDetector _changes = new();

        public void Report(VideoGeneration value)
        {
            if (!_changes.IsChange(value) || value.Facts().Status.IsTerminal)
                return;
            lock (reporter._lock)
                reporter.Report(index, job, outcome: null);
        }
    }
}
