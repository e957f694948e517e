using SeedanceGen.Errors;
using SeedanceGen.Texts;

namespace SeedanceGen;

/// <summary>The caller's token canceled a wait for a job. The exception says which job that was and what happened to it.</summary>
public sealed class GenerationWaitCanceledException : OperationCanceledException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="requestId">The id of the job.</param>
    /// <param name="lastStatus">The last status that was read; null when none was.</param>
    /// <param name="jobOutcome">What happened to the job.</param>
    /// <param name="innerException">The interruption of the wait, or the error of the cancel.</param>
    /// <param name="cancellationToken">The token that canceled the wait.</param>
    public GenerationWaitCanceledException(
        string requestId,
        GenerationStatus? lastStatus,
        UnfinishedJobOutcome jobOutcome,
        Exception? innerException,
        CancellationToken cancellationToken)
        : base(
            OutsideText.Message(
                $"The wait for job {OutsideText.Label(requestId)} was cancelled "
                + $"(last status: {JobStatusText.Of(lastStatus)}). {UnfinishedJobText.Describe(jobOutcome, lastStatus)}"),
            OutsideCause.Clean(innerException),
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

    /// <summary>What happened to the job.</summary>
    public UnfinishedJobOutcome JobOutcome { get; }
}
