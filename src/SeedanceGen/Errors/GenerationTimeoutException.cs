namespace SeedanceGen;

/// <summary>The wait for a job ended before the job did. The job can be waited for again by its id.</summary>
public sealed class GenerationTimeoutException : SeedanceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="requestId">The id of the job.</param>
    /// <param name="waited">How long the wait lasted.</param>
    /// <param name="lastStatus">The last status that was read; null when none was.</param>
    /// <param name="jobOutcome">What became of the job.</param>
    /// <param name="innerException">What the last poll or the cancel failed with, when it did.</param>
    public GenerationTimeoutException(
        string requestId,
        TimeSpan waited,
        GenerationStatus? lastStatus,
        UnfinishedJobOutcome jobOutcome = UnfinishedJobOutcome.LeftRunning,
        Exception? innerException = null)
        : base(
            $"Job {requestId} was not finished after {InSeconds(waited)} (last status: {lastStatus?.Value ?? "none read"}). {UnfinishedJobText.Describe(jobOutcome)}",
            innerException)
    {
        RequestId = requestId;
        Waited = waited;
        LastStatus = lastStatus;
        JobOutcome = jobOutcome;
    }

    /// <summary>The id of the job.</summary>
    public string RequestId { get; }

    /// <summary>How long the wait lasted.</summary>
    public TimeSpan Waited { get; }

    /// <summary>The last status that was read; null when none was.</summary>
    public GenerationStatus? LastStatus { get; }

    /// <summary>What became of the job.</summary>
    public UnfinishedJobOutcome JobOutcome { get; }

    /// <summary>Nobody who waited for minutes reads fractions of a second.</summary>
    private static TimeSpan InSeconds(TimeSpan waited) => waited < TimeSpan.FromSeconds(1) ? waited : TimeSpan.FromSeconds(Math.Round(waited.TotalSeconds));
}
