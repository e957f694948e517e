using System.Net;

namespace SeedanceGen.Testing.Time;

/// <summary>
/// Keeps a clock still from the moment a request is sent until its response's body is read to the end, fails, or is disposed of.
/// </summary>
internal sealed class TrackingHandler(VirtualClock clock, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var hold = clock.HoldFor(request);
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            response.Content = new Content(response.Content, hold);
            return response;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>The body of a tracked response; ends the hold on the clock when it is disposed of.</summary>
    private sealed class Content : HttpContent
    {
        private readonly HttpContent _inner;
        private readonly TrackedExchange _exchange;

        public Content(HttpContent inner, TrackedExchange exchange)
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
            new Body(await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _exchange);

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

    /// <summary>Tells the exchange how far the caller has read when the caller asks for more.</summary>
    private sealed class Body(Stream inner, TrackedExchange exchange) : BodyStream
    {
        private long _position;

        public override bool CanRead => inner.CanRead;

        public override int Read(byte[] buffer, int offset, int count)
        {
            exchange.ReadsFrom(_position);
            var read = inner.Read(buffer, offset, count);
            _position += read;
            return read;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            exchange.ReadsFrom(_position);
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _position += read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
