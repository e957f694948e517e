using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Testing.Http;

/// <summary>A complete answer, free of the transport that takes it away.</summary>
internal sealed record MockResponse
{
    public const string JsonContentType = "application/json; charset=utf-8";

    public required int StatusCode { get; init; }

    public required string ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Headers beyond content type and length.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>How the answer leaves when a fault spoils that; null when it leaves as it should.</summary>
    public ResponseTransmission? Delivery { get; init; }

    public bool IsJson => ReferenceEquals(ContentType, JsonContentType);

    /// <summary>The status code that the caller gets to see; 0 when a fault ends the exchange before.</summary>
    public int SentStatusCode => Delivery is { HasStatus: false } ? 0 : StatusCode;

    /// <summary>The job's status that the body tells; null when it tells none.</summary>
    public GenerationStatus? JobStatus { get; init; }

    /// <summary>The request and what becomes of this answer; the engine sets it, and a transport or a fault reports to it.</summary>
    public Exchange? Exchange { get; init; }

    /// <summary>What has to happen before the answer is sent, such as a webhook that overtakes it; bounded.</summary>
    public Func<Task>? Beforehand { get; init; }

    /// <summary>What happens once the answer is on its way, such as a webhook; runs also when the caller has gone.</summary>
    public Action? Afterwards { get; init; }

    public static MockResponse Json<T>(int statusCode, T body, JsonTypeInfo<T> type, GenerationStatus? jobStatus = null) => new()
    {
        StatusCode = statusCode,
        ContentType = JsonContentType,
        Body = JsonSerializer.SerializeToUtf8Bytes(body, type),
        JobStatus = jobStatus,
    };
}
