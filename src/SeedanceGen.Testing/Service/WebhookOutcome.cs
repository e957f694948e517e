namespace SeedanceGen.Testing;

/// <summary>What came of an attempt to deliver a webhook.</summary>
public enum WebhookOutcome
{
    /// <summary>The receiver responded with a 2xx status code.</summary>
    Delivered,

    /// <summary>The receiver responded with another status code.</summary>
    Rejected,

    /// <summary>There was no connection, it broke, or no response came in time.</summary>
    Failed,

    /// <summary>The webhook was not sent, because the plan drops it.</summary>
    DroppedByPlan,

    /// <summary>The webhook was not sent, because its URL is not on this machine.</summary>
    Withheld,

    /// <summary>The server was stopped before a response came.</summary>
    Stopped,
}
