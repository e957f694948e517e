namespace SeedanceGen.Durable;

/// <summary>What an enqueue did.</summary>
public enum EnqueueOutcome
{
    /// <summary>The job was added.</summary>
    Added,

    /// <summary>A job with this key and the same request was there already. Nothing changed.</summary>
    AlreadyThere,

    /// <summary>A job with this key and another request was there already. Nothing changed.</summary>
    Conflict,
}
