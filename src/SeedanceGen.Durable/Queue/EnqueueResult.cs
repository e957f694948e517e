namespace SeedanceGen.Durable;

/// <summary>What an enqueue did.</summary>
/// <param name="Outcome">Whether the job was added.</param>
/// <param name="Job">The job with this key, as it was before the call when it was there already.</param>
public readonly record struct EnqueueResult(EnqueueOutcome Outcome, VideoJob Job);
