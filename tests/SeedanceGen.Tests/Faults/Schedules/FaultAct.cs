namespace SeedanceGen.Tests.Faults.Schedules;

/// <summary>What goes wrong with one request.</summary>
internal enum FaultAct
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There is no connection.</summary>
    NoConnection,

    /// <summary>The connection breaks without a response.</summary>
    Break,

    /// <summary>No response ever comes.</summary>
    Hang,

    /// <summary>The response comes late.</summary>
    Delay,

    /// <summary>An intermediary responds with another status.</summary>
    Status,

    /// <summary>A response of success that is not what the API describes.</summary>
    Undescribed,

    /// <summary>A success with the error envelope.</summary>
    Envelope,

    /// <summary>The response breaks off inside the body.</summary>
    BreakInBody,

    /// <summary>The response ends early and does not say so.</summary>
    EndInBody,

    /// <summary>The response stops inside the body and the connection stays.</summary>
    HangInBody,

    /// <summary>The body comes in small pieces.</summary>
    SlowBody,
}
