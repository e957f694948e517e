namespace SeedanceGen.Durable;

/// <summary>A durable job, as its store has it.</summary>
public sealed record VideoJob
{
    /// <summary>The application's own name of the job, such as an order number. One key is paid for once.</summary>
    public required string Key { get; init; }

    /// <summary>The request. It has no webhook address where <see cref="SeedanceJobsOptions.WebhookUrl"/> makes one.</summary>
    public required VideoGenerationRequest Request { get; init; }

    /// <summary>Where the job stands.</summary>
    public required VideoJobState State { get; init; }

    /// <summary>The id that the service gave the job; null when none is known.</summary>
    public string? RequestId { get; init; }

    /// <summary>The job as the service last reported it; null before its end.</summary>
    public VideoGeneration? Generation { get; init; }

    /// <summary>Where the storage put the video; null before that.</summary>
    public string? Location { get; init; }

    /// <summary>What went wrong last, for people; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>What the service charged, in credits; null when it is not known or nothing was charged.</summary>
    public long? CreditsCharged { get; init; }

    /// <summary>When the job was enqueued.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>When the state last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>
    /// How many submissions of the job were begun. A worker names the number in its later writes, so that a worker that was stopped
    /// meanwhile changes nothing.
    /// </summary>
    internal int Attempt { get; init; }

    /// <summary>The part of the ledger that the job belongs to.</summary>
    internal int Shard { get; init; }

    /// <summary>How often the present state was worked on: polls of a submitted job, deliveries of a finished one.</summary>
    internal int Tries { get; init; }

    /// <summary>Whether the job is to be canceled.</summary>
    internal bool IsCancelRequested { get; init; }

    /// <summary>The credits that the store reserves for the submission while its price is not known.</summary>
    internal long Reserved { get; init; }

    /// <summary>An id that a broken response to a submission named; null when none did.</summary>
    internal string? CandidateId { get; init; }

    /// <summary>The trace that the job was enqueued in; null when there was none.</summary>
    internal string? TraceParent { get; init; }

    /// <summary>The key and the state.</summary>
    public override string ToString() => $"{Key}: {State}";
}
