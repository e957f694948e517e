using System.Net;

namespace SeedanceGen.Testing;

/// <summary>The body of an answer; lets its hold on the clock go when it is disposed of.</summary>
internal sealed class InFlightContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly IDisposable _hold;

    public InFlightContent(HttpContent inner, IDisposable hold)
    {
        _inner = inner;
        _hold = hold;
        foreach (var (name, values) in inner.Headers.NonValidated)
            Headers.TryAddWithoutValidation(name, values);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _inner.CopyToAsync(stream);

    protected override Task<Stream> CreateContentReadStreamAsync() => _inner.ReadAsStreamAsync();

    protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) => _inner.ReadAsStreamAsync(cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        _inner.Dispose();
        _hold.Dispose();
        base.Dispose(disposing);
    }
}
