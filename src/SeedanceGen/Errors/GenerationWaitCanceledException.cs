namespace SeedanceGen;

/// <summary>A wait for a job was cancelled by its token. It says which job that was and what became of it.</summary>
public sealed class GenerationWaitCanceledException : OperationCanceledException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="requestId">The id of the job.</param>
    /// <param name="lastStatus">The last status that was read; null when none was.</param>
    /// <param name="jobOutcome">What became of the job.</param>
    /// <param name="innerException">What the wait was interrupted with, or the cancel failed with.</param>
    /// <param name="cancellationToken">The token that cancelled the wait.</param>
    public GenerationWaitCanceledException(
        string requestId,
        GenerationStatus? lastStatus,
        UnfinishedJobOutcome jobOutcome,
        Exception? innerException,
        CancellationToken cancellationToken)
        : base(
            $"The wait for job {requestId} was cancelled (last status: {lastStatus?.Value ?? "none read"}). {UnfinishedJobText.Describe(jobOutcome)}",
            innerException,
            cancellationToken)
    {
        RequestId = requestId;
        LastStatus = lastStatus;
        JobOutcome = jobOutcome;
    }

    /// <summary>The id of the job.</summary>
    public string RequestId { get; }

    /// <summary>The last status that was read; null when none was.</summary>
    public GenerationStatus? LastStatus { get; }

    /// <summary>What became of the job.</summary>
    public UnfinishedJobOutcome JobOutcome { get; }
}
