namespace SeedanceGen.Http;

/// <summary>How far a call came before it failed.</summary>
internal enum FailureKind
{
    /// <summary>There was no connection, so nothing was sent: the host was not found, refused, or failed its TLS handshake.</summary>
    NotConnected,

    /// <summary>The connection broke after something may have been sent and before the answer was whole.</summary>
    Broken,

    /// <summary>The answer was not whole in time.</summary>
    TimedOut,

    /// <summary>An answer with a status of error.</summary>
    Status,

    /// <summary>An answer with a status of success that is the error envelope.</summary>
    Envelope,

    /// <summary>An answer with a status of success that is not what the API describes.</summary>
    Unusable,
}
