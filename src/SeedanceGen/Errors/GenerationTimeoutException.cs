using SeedanceGen.Texts;

namespace SeedanceGen;

/// <summary>The wait for a job timed out before the job was finished. A program can wait for the job again by its id.</summary>
public sealed class GenerationTimeoutException : SeedanceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="requestId">The id of the job.</param>
    /// <param name="waited">How long the wait lasted.</param>
    /// <param name="lastStatus">The last status that was read; null when none was.</param>
    /// <param name="jobOutcome">What happened to the job.</param>
    /// <param name="innerException">The error of the last poll or of the cancel, when there was one.</param>
    public GenerationTimeoutException(
        string requestId,
        TimeSpan waited,
        GenerationStatus? lastStatus,
        UnfinishedJobOutcome jobOutcome = UnfinishedJobOutcome.LeftRunning,
        Exception? innerException = null)
        : base(
            $"Job {OutsideText.Label(requestId)} was not finished after {InSeconds(waited)} (last status: {JobStatusText.Of(lastStatus)}). "
            + (jobOutcome == UnfinishedJobOutcome.LeftRunning && innerException is SeedanceException failed
                ? $"The last poll failed: {failed.Message.TrimEnd('.')}. "
                : "")
            + UnfinishedJobText.Describe(jobOutcome, lastStatus),
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

    /// <summary>What happened to the job.</summary>
    public UnfinishedJobOutcome JobOutcome { get; }

    /// <summary>The message shows whole seconds: after minutes, fractions of a second are noise.</summary>
    private static TimeSpan InSeconds(TimeSpan waited) =>
        waited < TimeSpan.FromSeconds(1) ? waited : TimeSpan.FromSeconds(Math.Round(waited.TotalSeconds));
}
