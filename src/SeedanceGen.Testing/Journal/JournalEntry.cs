using System.Globalization;
using System.Text;

namespace SeedanceGen.Testing;

/// <summary>One request that the mock server received, and how it was answered. The API key stands nowhere in it.</summary>
public sealed class JournalEntry
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly Func<string, string> _redact;

    internal JournalEntry(ReadOnlyMemory<byte> body, Func<string, string> redact) => (_body, _redact) = (body, redact);

    /// <summary>The entry's place in the journal, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When the request was answered, by the server's <see cref="TimeProvider"/>.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The operation's id in the API description, such as <c>submitVideoGeneration</c>; null for a video and for an unknown route.</summary>
    public required string? OperationId { get; init; }

    /// <summary>The job that was asked about or made; null when there is none.</summary>
    public required string? RequestId { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query as they were sent.</summary>
    public required string Path { get; init; }

    /// <summary>The HTTP status code of the answer; 0 when a fault ended the exchange before there was one.</summary>
    public required int StatusCode { get; init; }

    /// <summary>Whether the request had an <c>Authorization</c> header, right or wrong; its value is not kept.</summary>
    public required bool HasAuthorization { get; init; }

    /// <summary>Whether the key, or any credentials for a video, arrived where they must never be sent.</summary>
    public required bool KeyLeaked { get; init; }

    /// <summary>The fault that the exchange met, as <see cref="MockFault.ToString"/> has it; null when it went as it should.</summary>
    public string? Fault { get; init; }

    /// <summary>The request's body as text; empty when there was none.</summary>
    public string Body => _redact(Encoding.UTF8.GetString(_body.Span));

    /// <summary>The entry on one line, without body.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"#{Number} {Timestamp:HH:mm:ss.fff} {Method} {Path} → {StatusCode}{(Fault is null ? "" : $" ({Fault})")}{(KeyLeaked ? " KEY LEAK" : "")}");
}
