namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>Where a pending delivery stands.</summary>
internal enum PendingState
{
    /// <summary>It stands in the queue.</summary>
    Ready,

    /// <summary>A worker is at it.</summary>
    Running,

    /// <summary>It failed, and is tried again when its time has come.</summary>
    Waiting,
}
