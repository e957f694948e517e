namespace SeedanceGen.Durable.Engine;

/// <summary>
/// One kind of work on a shard. Each has its own job of the scheduler, so that neither slow submissions nor slow downloads keep a poll
/// waiting.
/// </summary>
internal enum ShardLane
{
    /// <summary>Reads submitted jobs.</summary>
    Poll,

    /// <summary>Submits queued jobs.</summary>
    Submit,

    /// <summary>Stores videos and tells the handler.</summary>
    Deliver,
}
