namespace SeedanceGen.Durable;

/// <summary>What a person found out about a submission whose outcome was unknown.</summary>
public sealed class SubmissionResolution
{
    private SubmissionResolution(string? requestId, long? credits = null) => (RequestId, Credits) = (requestId, credits);

    /// <summary>The service did not accept the submission and charged nothing. The job is queued again.</summary>
    public static SubmissionResolution NotCharged { get; } = new(requestId: null);

    /// <summary>The id of the job that the service accepted; null when it accepted none.</summary>
    internal string? RequestId { get; }

    /// <summary>What the service charged, in credits; null when that is not known.</summary>
    internal long? Credits { get; }

    /// <summary>The service accepted the submission.</summary>
    /// <param name="requestId">The id of the service's job. The job goes on from there.</param>
    /// <exception cref="ArgumentException">The id is empty or blank.</exception>
    public static SubmissionResolution Accepted(string requestId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requestId);
        return new SubmissionResolution(requestId);
    }

    /// <summary>
    /// The service accepted the submission, and its price is known. A job with this id and without a price takes the price in any state,
    /// and no longer holds credits of <see cref="SeedanceJobsOptions.MaxCredits"/>.
    /// </summary>
    /// <param name="requestId">The id of the service's job. The job goes on from there.</param>
    /// <param name="credits">What the service charged, in credits.</param>
    /// <exception cref="ArgumentOutOfRangeException">The credits are negative.</exception>
    /// <exception cref="ArgumentException">The id is empty or blank.</exception>
    public static SubmissionResolution Accepted(string requestId, long credits)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requestId);
        ArgumentOutOfRangeException.ThrowIfNegative(credits);
        return new SubmissionResolution(requestId, credits);
    }
}
