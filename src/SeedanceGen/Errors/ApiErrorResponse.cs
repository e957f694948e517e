using System.Net;

namespace SeedanceGen;

/// <summary>An error response of the service, as it came. An API key in it is masked.</summary>
public sealed partial class ApiErrorResponse
{
    /// <summary>The HTTP status.</summary>
    public required HttpStatusCode StatusCode { get; init; }

    /// <summary>The error code of the envelope, such as <c>unauthorized</c>; null when the body is not the documented envelope.</summary>
    public string? Code { get; init; }

    /// <summary>The envelope's text for people; null when the body is not the documented envelope.</summary>
    public string? Message { get; init; }

    /// <summary>
    /// The body as the type that the API description has for this operation and status; null when the body is of another type.
    /// </summary>
    public object? Body { get; init; }

    /// <summary>The body as text, cut at 16,384 characters; empty when there was none.</summary>
    public string RawBody { get; init; } = string.Empty;

    /// <summary>The headers by name, without regard to case. Several values of one header are joined by a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// How long the service asks to wait before the next call; zero when that moment has passed, null when it did not say.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The text of a header; null when the response does not have it.</summary>
    internal string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}
