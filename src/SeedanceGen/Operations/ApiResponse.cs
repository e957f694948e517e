using System.Net;

namespace SeedanceGen;

/// <summary>A successful response as it came. An API key in it is masked.</summary>
public class ApiResponse
{
    private static readonly string[] IdHeaders = ["X-Request-Id", "Request-Id", "X-Correlation-Id"];

    /// <summary>Describes a response; a test double makes one this way too.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The headers by name, without regard to case; null for none.</param>
    /// <param name="body">The bytes of the body; none by default.</param>
    public ApiResponse(HttpStatusCode statusCode, IReadOnlyDictionary<string, string>? headers = null, ReadOnlyMemory<byte> body = default)
    {
        StatusCode = statusCode;
        Headers = headers ?? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Body = body;
    }

    /// <summary>Takes over a response.</summary>
    /// <param name="response">The response.</param>
    protected ApiResponse(ApiResponse response)
        : this((response ?? throw new ArgumentNullException(nameof(response))).StatusCode, response.Headers, response.Body)
    {
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The headers by name, without regard to case. Several values of one header are joined by a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The bytes of the body; empty when there was none.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>
    /// The id that the service gave this HTTP request (<c>X-Request-Id</c>, <c>Request-Id</c> or <c>X-Correlation-Id</c>); null when it
    /// sent none. No such header is documented. The id of a job is another one.
    /// </summary>
    public string? HttpRequestId => IdHeaders.Select(Header).FirstOrDefault(value => value is not null);

    /// <summary>The status, never the body.</summary>
    public override string ToString() => $"{(int)StatusCode} {StatusCode}";

    /// <summary>The text of a header; null when the response does not have it.</summary>
    internal string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}
