using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Faults.Schedules;

/// <summary>A body of which only a part comes, or that takes its time.</summary>
internal sealed class FaultyBody(byte[] bytes, PlannedFault fault, StepClock clock) : Stream
{
    private const int Pieces = 4;

    private readonly int _end = fault.Act == FaultAct.SlowBody ? bytes.Length : (int)(bytes.Length * fault.Portion);
    private int _position;

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
        if (fault.Act == FaultAct.SlowBody)
            await clock.DelayAsync(TimeSpan.FromSeconds(20 * fault.Portion), cancellationToken).ConfigureAwait(false);
        if (_position == _end)
            return await EndAsync(cancellationToken).ConfigureAwait(false);

        var count = Math.Min(Math.Min(buffer.Length, (bytes.Length / Pieces) + 1), _end - _position);
        bytes.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    private async ValueTask<int> EndAsync(CancellationToken cancellationToken)
    {
        if (fault.Act == FaultAct.HangInBody)
            return await clock.HangAsync<int>(cancellationToken).ConfigureAwait(false);
        return fault.Act == FaultAct.BreakInBody ? throw new HttpIOException(HttpRequestError.ResponseEnded, "It broke off.") : 0;
    }
}
