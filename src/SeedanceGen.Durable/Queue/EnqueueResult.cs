namespace SeedanceGen.Durable;

/// <summary>What an enqueue did, and the job with its key.</summary>
/// <param name="Outcome">Whether the job was added.</param>
/// <param name="Job">The job with this key. The call changed nothing of a job that was there already.</param>
public readonly record struct EnqueueResult(EnqueueOutcome Outcome, VideoJob Job);
