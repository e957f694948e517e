using System.Net;

namespace SeedanceGen;

/// <summary>An answer of the service that is an error, as it came; an API key in it is masked.</summary>
public sealed class ApiErrorResponse
{
    /// <summary>The HTTP status.</summary>
    public required HttpStatusCode StatusCode { get; init; }

    /// <summary>The error code of the envelope, such as <c>unauthorized</c>; null when the body is not the documented envelope.</summary>
    public string? Code { get; init; }

    /// <summary>The text of the envelope for people; null when the body is not the documented envelope.</summary>
    public string? Message { get; init; }

    /// <summary>The body as text; empty when there was none.</summary>
    public string RawBody { get; init; } = string.Empty;

    /// <summary>The headers, by name without regard to case; several values of one header are joined by a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long the service asked to wait before the next call; zero when that moment has passed, null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
