namespace SeedanceGen.Durable;

/// <summary>What a person found out about a submission whose outcome was unknown.</summary>
public sealed class SubmissionResolution
{
    private SubmissionResolution(string? requestId) => RequestId = requestId;

    /// <summary>The service did not accept it and charged nothing. The job is queued again.</summary>
    public static SubmissionResolution NotCharged { get; } = new(requestId: null);

    /// <summary>The id of the job that the service accepted; null when it accepted none.</summary>
    internal string? RequestId { get; }

    /// <summary>The service accepted it.</summary>
    /// <param name="requestId">The id of the service's job. The job goes on from there.</param>
    public static SubmissionResolution Accepted(string requestId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requestId);
        return new SubmissionResolution(requestId);
    }
}
