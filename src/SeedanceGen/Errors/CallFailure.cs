using System.Net;

namespace SeedanceGen.Errors;

/// <summary>How one attempt of a call failed.</summary>
/// <param name="Kind">How far the attempt came.</param>
/// <param name="Status">The status of the response; null when none came.</param>
/// <param name="RetryAfter">The pause that the response asks for; null when it asks for none.</param>
internal readonly record struct CallFailure(FailureKind Kind, HttpStatusCode? Status = null, TimeSpan? RetryAfter = null);

/// <summary>How far a call came before it failed.</summary>
internal enum FailureKind
{
    /// <summary>There was no connection, so nothing was sent: the host was not found, it refused, or its TLS handshake failed.</summary>
    NotConnected,

    /// <summary>The connection broke after something may have been sent and before the response was complete.</summary>
    Broken,

    /// <summary>The response was not complete in time.</summary>
    TimedOut,

    /// <summary>A response with an error status.</summary>
    Status,

    /// <summary>A response with a success status whose body is the error envelope.</summary>
    Envelope,

    /// <summary>A response with a success status whose body is not what the API describes.</summary>
    Unusable,
}
