namespace SeedanceGen.Durable;

/// <summary>Where a durable job stands.</summary>
public enum VideoJobState
{
    /// <summary>The job waits to be submitted. Nothing is charged.</summary>
    Queued,

    /// <summary>A worker is submitting the job. The worker wrote this before it sent anything.</summary>
    Submitting,

    /// <summary>The service accepted the job and has not reported its end.</summary>
    Submitted,

    /// <summary>The service made the video; the video is not yet handled.</summary>
    Succeeded,

    /// <summary>The service rejected the request, or its job failed; the handler does not know yet.</summary>
    Failed,

    /// <summary>The job was canceled; the handler does not know yet.</summary>
    Cancelled,

    /// <summary>
    /// It is not known whether the service accepted the submission, and so whether it was charged. The job's webhook resolves this, or a
    /// person (<see cref="IVideoQueue.ResolveAsync"/>).
    /// </summary>
    OutcomeUnknown,

    /// <summary>The handler has been told of the end. Nothing is left to do.</summary>
    Handled,
}
