namespace SeedanceGen;

/// <summary>The wait for a job ended before the job did. The job goes on, and can be waited for again by its id.</summary>
public sealed class GenerationTimeoutException : SeedanceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="requestId">The id of the job.</param>
    /// <param name="waited">How long the wait lasted.</param>
    /// <param name="lastStatus">The last status that was read; null when none was.</param>
    public GenerationTimeoutException(string requestId, TimeSpan waited, GenerationStatus? lastStatus)
        : base($"Job {requestId} was not finished after {waited} (last status: {lastStatus?.Value ?? "none read"}). It goes on: wait again by its id, or cancel it.")
    {
        RequestId = requestId;
        Waited = waited;
        LastStatus = lastStatus;
    }

    /// <summary>The id of the job.</summary>
    public string RequestId { get; }

    /// <summary>How long the wait lasted.</summary>
    public TimeSpan Waited { get; }

    /// <summary>The last status that was read; null when none was.</summary>
    public GenerationStatus? LastStatus { get; }
}
