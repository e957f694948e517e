using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Transport;

/// <summary>The body of a faulted answer: its pieces in their time, then the end that the fault makes.</summary>
internal sealed class MemoryBody(MemoryExchange exchange, ResponseTransmission delivery, bool hasBody) : Stream
{
    private readonly IEnumerator<(TimeSpan Pause, ReadOnlyMemory<byte> Bytes)> _pieces =
        (hasBody ? delivery.PiecesOf(exchange.Reply.Body) : []).GetEnumerator();

    private ReadOnlyMemory<byte> _piece;
    private int _missing = exchange.Reply.Body.Length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

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

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
        if (!hasBody || delivery.Point == FaultPoint.AfterBody || !delivery.DeclaresLength)
            return 0;
        if (delivery.End == TransmissionEnd.Hang)
            await WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        throw MemoryFailure.InsideBody(delivery.End, _missing);
    }

    /// <summary>Waits until time has passed, the caller has gone or the mock ends, which breaks the body off.</summary>
    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(exchange.Closing, cancellationToken);
        try
        {
            await exchange.PauseAsync(pause, exchange.Reply.Body.Length - _missing, gone.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Only who gives up a read closes the connection: what is merely not read, a socket's handler drains.
            exchange.Reply.Exchange?.HangUp();
            throw cancellationToken.IsCancellationRequested
                ? MemoryFailure.GivenUp(cancellationToken)
                : MemoryFailure.InsideBody(TransmissionEnd.Reset, _missing);
        }
    }
}
