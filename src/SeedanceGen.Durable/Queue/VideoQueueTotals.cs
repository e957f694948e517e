namespace SeedanceGen.Durable;

/// <summary>The figures of a whole store.</summary>
public sealed record VideoQueueTotals
{
    /// <summary>The number of jobs in each state; a state without a job may be missing.</summary>
    public required IReadOnlyDictionary<VideoJobState, long> Jobs { get; init; }

    /// <summary>When the oldest job was enqueued that is not handled; null when there is none.</summary>
    public DateTimeOffset? OldestOpen { get; init; }

    /// <summary>What the service charged in all, in credits.</summary>
    public long CreditsCharged { get; init; }

    /// <summary>
    /// What the service may have charged beyond <see cref="CreditsCharged"/>, in credits, for submissions under way or with an unknown
    /// outcome or price.
    /// </summary>
    public long CreditsUncertain { get; init; }

    /// <summary>The number of jobs in one state.</summary>
    /// <param name="state">The state.</param>
    public long Count(VideoJobState state) => Jobs.GetValueOrDefault(state);
}
