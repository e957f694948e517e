using System.Net;

namespace SeedanceGen.Http;

/// <summary>The body of a response whose beginning a handler has already read; the client still reads all of it.</summary>
internal sealed class PeekedContent : HttpContent
{
    /// <summary>The highest number of bytes that are read ahead. The acceptance of a job is much smaller.</summary>
    public const int MostPeekedBytes = 1024 * 1024;

    private readonly byte[] _beginning;
    private readonly Stream _rest;
    private readonly Exception? _fault;

    private PeekedContent(byte[] beginning, Stream rest, Exception? fault, HttpResponseMessage response)
    {
        (_beginning, _rest, _fault, StatusCode) = (beginning, rest, fault, response.StatusCode);
        foreach (var (name, values) in response.Content.Headers.NonValidated)
            Headers.TryAddWithoutValidation(name, values);
    }

    /// <summary>The status that the response came with.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The body, or its beginning when it is large or breaks off.</summary>
    public ReadOnlySpan<byte> Beginning => _beginning;

    /// <summary>Reads the beginning of a response's body, and puts this content in place of the body.</summary>
    public static async Task<PeekedContent> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var beginning = PooledBuffer.Rent(expectedBytes: 0, MostPeekedBytes);
        Exception? fault = null;
        try
        {
            await beginning.FillAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            fault = exception;
        }

        var peeked = new PeekedContent(beginning.Span.ToArray(), stream, fault, response);
        response.Content = peeked;
        return peeked;
    }

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) =>
        new ContinuedStream(_beginning, _rest, _fault);

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(CreateContentReadStream(default));

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var whole = CreateContentReadStream(cancellationToken);
        whole.CopyTo(stream);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using var whole = CreateContentReadStream(default);
        await whole.CopyToAsync(stream).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rest.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Bytes, then the rest of another stream, or the fault with which it ended.</summary>
    private sealed class ContinuedStream(byte[] beginning, Stream rest, Exception? fault) : ReadOnlyStream
    {
        private int _read;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Beginning(buffer.Span) is var read and > 0 ? new(read) : Rest.ReadAsync(buffer, cancellationToken);

        // A caller's own handler may read a response synchronously.
        public override int Read(byte[] buffer, int offset, int count) =>
            Beginning(buffer.AsSpan(offset, count)) is var read and > 0 ? read : Rest.Read(buffer, offset, count);

        private Stream Rest => fault is null ? rest : throw fault;

        private int Beginning(Span<byte> buffer)
        {
            var bytes = beginning.AsSpan(_read, Math.Min(buffer.Length, beginning.Length - _read));
            bytes.CopyTo(buffer);
            _read += bytes.Length;
            return bytes.Length;
        }
    }
}
