using System.IO.Pipelines;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Testing.Http;

/// <summary>A complete response, independent of its transport.</summary>
internal sealed record MockResponse
{
    public const string JsonContentType = "application/json; charset=utf-8";

    private const string RetryAfter = "Retry-After";

    public required int StatusCode { get; init; }

    public required string ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// Writes the body in place of <see cref="Body"/>, piece by piece and without a length, so that a large one takes no memory.
    /// </summary>
    public Func<PipeWriter, ValueTask>? Stream { get; init; }

    /// <summary>Headers beyond content type and length.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>How a fault changes the sending of the response; null when the response is sent whole.</summary>
    public ResponseTransmission? Transmission { get; init; }

    public bool IsJson => ReferenceEquals(ContentType, JsonContentType) || ContentType.Contains("json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a response with this status has a body, which may be empty.</summary>
    public bool HasContent => StatusCode is not (204 or 304);

    /// <summary>The status code that the caller gets to see; 0 when a fault ends the exchange before.</summary>
    public int SentStatusCode => Transmission is { HasStatus: false } ? 0 : StatusCode;

    /// <summary>The job's status in the body; null when the body has none.</summary>
    public GenerationStatus? JobStatus { get; init; }

    /// <summary>The exchange that the response ends. The engine sets it; transports and faults report to it.</summary>
    public Exchange? Exchange { get; init; }

    /// <summary>Runs before the response is sent, such as a webhook that arrives first; its duration is bounded.</summary>
    public Func<Task>? Beforehand { get; init; }

    /// <summary>Runs when the response has been sent, such as a webhook; also when the caller has gone.</summary>
    public Action? Afterwards { get; init; }

    public static MockResponse Json<T>(int statusCode, T body, JsonTypeInfo<T> type, GenerationStatus? jobStatus = null) => new()
    {
        StatusCode = statusCode,
        ContentType = JsonContentType,
        Body = JsonSerializer.SerializeToUtf8Bytes(body, type),
        JobStatus = jobStatus,
    };

    /// <summary>The documented error envelope.</summary>
    public static MockResponse Error(int statusCode, string code, string message)
    {
        var envelope = new ErrorEnvelope { Success = false, Error = new ApiError { Code = code, Message = message } };
        return Json(statusCode, envelope, SeedanceJsonContext.Default.ErrorEnvelope);
    }

    /// <summary>How long the response asks its caller to wait; null when it does not ask.</summary>
    public TimeSpan? RetryDelay(DateTimeOffset now)
    {
        foreach (var (name, value) in Headers)
        {
            if (name.Equals(RetryAfter, StringComparison.OrdinalIgnoreCase) && RetryConditionHeaderValue.TryParse(value, out var condition))
                return condition.Delta ?? condition.Date - now;
        }

        return null;
    }
}
