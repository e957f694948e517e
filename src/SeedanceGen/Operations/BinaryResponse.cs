using System.Net;

namespace SeedanceGen;

/// <summary>
/// A response of bytes, which are read from the connection as they come. It holds the connection: dispose of it after the last read.
/// </summary>
/// <remarks>The generated client makes it public when an operation of the API description responds with bytes.</remarks>
#pragma warning disable IDE0040 // The generated part says that it is public, when it is.
sealed partial class BinaryResponse : ApiResponse, IDisposable, IAsyncDisposable
#pragma warning restore IDE0040
{
    private readonly IDisposable? _owner;

    /// <summary>Describes a response; a test double makes one this way too.</summary>
    /// <param name="content">The bytes. They are disposed of with the response.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The headers by name, without regard to case; null for none.</param>
    public BinaryResponse(Stream content, HttpStatusCode statusCode, IReadOnlyDictionary<string, string>? headers = null)
        : this(content, statusCode, headers, owner: null)
    {
    }

    internal BinaryResponse(Stream content, HttpStatusCode statusCode, IReadOnlyDictionary<string, string>? headers, IDisposable? owner)
        : base(statusCode, headers)
    {
        ArgumentNullException.ThrowIfNull(content);
        Content = content;
        _owner = owner;
    }

    /// <summary>
    /// The bytes. A read throws an <see cref="IOException"/> when the connection breaks before the end, and a
    /// <see cref="TimeoutException"/> when nothing comes for <see cref="SeedanceClientOptions.AttemptTimeout"/>.
    /// </summary>
    public Stream Content { get; }

    /// <summary>The media type; null when the service did not say.</summary>
    public string? ContentType => Header("Content-Type");

    /// <summary>The number of bytes; null when the service did not say.</summary>
    public long? Length => long.TryParse(Header("Content-Length"), out var length) ? length : null;

    /// <summary>Closes the response and frees its connection.</summary>
    public void Dispose()
    {
        Content.Dispose();
        _owner?.Dispose();
    }

    /// <summary>Closes the response and frees its connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync().ConfigureAwait(false);
        _owner?.Dispose();
    }
}
