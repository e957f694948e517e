using System.Net;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Time;

namespace SeedanceGen.Testing.Transport;

/// <summary>A response on its way to a caller in the same process.</summary>
/// <param name="clock">The clock of the mock.</param>
/// <param name="baseAddress">The address of the mock.</param>
/// <param name="request">The request.</param>
/// <param name="response">The response to it.</param>
/// <param name="closing">The end of the mock, which ends the exchange as the end of a server does.</param>
internal sealed class InMemoryExchange(
    ServerClock clock, Uri baseAddress, MockRequest request, MockResponse response, CancellationToken closing)
{
    private Action? _afterwards = response.Afterwards;

    public MockResponse Response => response;

    public DateTimeOffset Now => clock.Now;

    private CancellationToken Closing => closing;

    /// <summary>The body as the caller gets it.</summary>
    public HttpContent OpenBody(bool isHead)
    {
        var hasBody = !isHead && response.HasContent;
        var transmission = response.Transmission;
        if (transmission is null || transmission.Duration == TimeSpan.Zero)
            FollowUp();

        return new Content(
            transmission is not null ? new FaultedBody(this, transmission, hasBody)
            : hasBody ? new MemoryStream(response.Body.ToArray(), writable: false)
            : Stream.Null);
    }

    /// <summary>Runs once what follows the response, when the response is sent or its caller has gone.</summary>
    private void FollowUp() => Interlocked.Exchange(ref _afterwards, null)?.Invoke();

    private Task PauseAsync(TimeSpan pause, long sent, CancellationToken gone) =>
        clock.PauseAsync(pause, request.Method, request.AddressAt(baseAddress), sent, gone);

    /// <summary>A body that is read as it comes; its length is what its headers say, as with a socket.</summary>
    private sealed class Content(Stream body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => body.CopyToAsync(stream);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            body.CopyToAsync(stream, cancellationToken);

        protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            body.CopyTo(stream);

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(body);

        protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => body;

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                body.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>The body of a faulted response: its pieces in their time, then the end that the fault makes.</summary>
    private sealed class FaultedBody(InMemoryExchange exchange, ResponseTransmission transmission, bool hasBody) : BodyStream
    {
        private readonly IEnumerator<(TimeSpan Pause, ReadOnlyMemory<byte> Bytes)> _pieces =
            (hasBody ? transmission.PiecesOf(exchange.Response.Body) : []).GetEnumerator();

        private ReadOnlyMemory<byte> _piece;
        private int _missing = exchange.Response.Body.Length;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (_piece.IsEmpty)
            {
                if (!_pieces.MoveNext())
                    return await EndAsync(cancellationToken).ConfigureAwait(false);

                await WaitAsync(_pieces.Current.Pause, cancellationToken).ConfigureAwait(false);
                _piece = _pieces.Current.Bytes;
                _missing -= _piece.Length;
            }

            var count = Math.Min(buffer.Length, _piece.Length);
            _piece[..count].CopyTo(buffer);
            _piece = _piece[count..];
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _pieces.Dispose();
                exchange.FollowUp();
            }

            base.Dispose(disposing);
        }

        private async Task<int> EndAsync(CancellationToken cancellationToken)
        {
            exchange.FollowUp();
            if (!hasBody || transmission.Point == FaultPoint.AfterBody || !transmission.DeclaresLength)
                return 0;
            if (transmission.End == TransmissionEnd.Hang)
                await WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            throw InMemoryFailure.InsideBody(transmission.End, _missing);
        }

        /// <summary>Waits until time has passed, the caller has gone or the mock ends, which breaks the body off.</summary>
        private async Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
        {
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(exchange.Closing, cancellationToken);
            try
            {
                await exchange.PauseAsync(pause, exchange.Response.Body.Length - _missing, gone.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Only a caller that gives up a read closes the connection: a socket's handler drains what is merely not read.
                exchange.Response.Exchange?.HangUp();
                throw cancellationToken.IsCancellationRequested
                    ? InMemoryFailure.GivenUp(cancellationToken)
                    : InMemoryFailure.InsideBody(TransmissionEnd.Reset, _missing);
            }
        }
    }
}
