using System.Globalization;
using System.Text;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing;

/// <summary>One request that the mock server received, and its response. It contains no key, nor any text with the shape of one.</summary>
public sealed class JournalEntry
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly Func<string, string> _redact;

    internal JournalEntry(ReadOnlyMemory<byte> body, Func<string, string> redact) => (_body, _redact) = (body, redact);

    /// <summary>The entry's place in the journal, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When the response was made, by the server's <see cref="TimeProvider"/>.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The operation, or the download of a video; null for an unknown route.</summary>
    public MockOperation? Operation =>
        IsVideo ? MockOperation.DownloadVideo : MockOperation.All.FirstOrDefault(operation => operation.Id == OperationId);

    /// <summary>
    /// The operation's id in the API description, such as <c>submitVideoGeneration</c>; null for a video and for an unknown route.
    /// </summary>
    public required string? OperationId { get; init; }

    /// <summary>The id of the job that the request made or asked about; null when there is none.</summary>
    public required string? RequestId { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query as they were sent, with a mark in place of each key.</summary>
    public required string Path { get; init; }

    /// <summary>The HTTP status code of the response; 0 when a fault ended the exchange before there was one.</summary>
    public required int StatusCode { get; init; }

    /// <summary>The job's status in the response; null when the response has none.</summary>
    public GenerationStatus? JobStatus { get; init; }

    /// <summary>The <c>Retry-After</c> of the response; null when it has none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What became of the response.</summary>
    public ResponseDelivery Delivery => Exchange?.Delivery ?? ResponseDelivery.Pending;

    /// <summary>How the response was lost or replaced; null unless it was.</summary>
    public string? Loss => Exchange?.Loss;

    /// <summary>Whether the request had an <c>Authorization</c> header, right or wrong; its value is not kept.</summary>
    public required bool HasAuthorization { get; init; }

    /// <summary>The credentials that the request brought.</summary>
    public MockCredential Credential { get; init; }

    /// <summary>
    /// Whether a key, what has the shape of one, or any credentials for a video arrived where they must never be sent: anywhere but in the
    /// <c>Authorization</c> header of a request to the API.
    /// </summary>
    public required bool KeyLeaked { get; init; }

    /// <summary>The fault that the exchange met, as <c>MockFault.ToString</c> has it; null when there was none.</summary>
    public string? Fault { get; init; }

    /// <summary>The request's body as text; empty when there was none.</summary>
    public string Body => _redact(Encoding.UTF8.GetString(_body.Span));

    internal bool IsVideo { get; init; }

    internal int BodyBytes => _body.Length;

    internal Exchange? Exchange { get; init; }

    /// <summary>Whether the caller had, or could have had, the response to the other request when it sent this one.</summary>
    internal bool Follows(JournalEntry other) => Exchange is { } own && other.Exchange is { } its && own.Arrival > its.Settled;

    /// <summary>The entry on one line, without body.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"#{Number} {Timestamp:HH:mm:ss.fff} {Method} {Path} → {StatusCode}{Remarks()}");

    private string Remarks()
    {
        var remarks = new StringBuilder();
        if (JobStatus is { } status)
            remarks.Append(CultureInfo.InvariantCulture, $" {status}");
        if (Fault is not null)
            remarks.Append(CultureInfo.InvariantCulture, $" ({Fault})");
        if (RetryAfter is { } pause)
            remarks.Append(CultureInfo.InvariantCulture, $", retry after {pause.TotalSeconds} s");
        if (Delivery >= ResponseDelivery.Replaced && Loss != Fault)
            remarks.Append(CultureInfo.InvariantCulture, $", response lost: {Loss}");
        return remarks.Append(KeyLeaked ? " KEY LEAK" : "").ToString();
    }
}
