using System.Net;

namespace SeedanceGen.Testing;

/// <summary>The body of an answer; lets its hold on the clock go when it is disposed of.</summary>
internal sealed class InFlightContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly TrackedExchange _exchange;

    public InFlightContent(HttpContent inner, TrackedExchange exchange)
    {
        _inner = inner;
        _exchange = exchange;
        foreach (var (name, values) in inner.Headers.NonValidated)
            Headers.TryAddWithoutValidation(name, values);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var body = await CreateContentReadStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
            await body.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new InFlightStream(await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _exchange);

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        _inner.Dispose();
        _exchange.Dispose();
        base.Dispose(disposing);
    }
}
