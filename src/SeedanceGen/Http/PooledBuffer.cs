using System.Buffers;
using System.Text;

namespace SeedanceGen.Http;

/// <summary>The bytes of one answer, in a rented array.</summary>
internal sealed class PooledBuffer : IDisposable
{
    private readonly int _maxBytes;
    private byte[] _array;

    private PooledBuffer(byte[] array, int maxBytes) => (_array, _maxBytes) = (array, maxBytes);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _array.AsSpan(0, Length);

    /// <summary>An empty buffer.</summary>
    /// <param name="expectedBytes">How much is likely to come.</param>
    /// <param name="maxBytes">How much is read at most.</param>
    public static PooledBuffer Rent(int expectedBytes, int maxBytes) =>
        new(ArrayPool<byte>.Shared.Rent(Math.Clamp(expectedBytes + 1, 1024, maxBytes + 1)), maxBytes);

    /// <summary>Reads a stream to its end; what came stays when that fails.</summary>
    /// <returns>Whether that was all; false when there is more than may be read.</returns>
    public async ValueTask<bool> FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        int read;
        while ((read = await stream.ReadAsync(_array.AsMemory(Length), cancellationToken).ConfigureAwait(false)) > 0)
        {
            Length += read;
            if (Length > _maxBytes)
                return false;
            if (Length == _array.Length)
                Grow();
        }

        return true;
    }

    /// <summary>Overwrites a secret wherever it stands, without changing what is around it.</summary>
    public void Mask(ReadOnlySpan<byte> secret)
    {
        if (secret.IsEmpty)
            return;

        var rest = _array.AsSpan(0, Length);
        for (var at = rest.IndexOf(secret); at >= 0; at = rest.IndexOf(secret))
        {
            rest.Slice(at, secret.Length).Fill((byte)'*');
            rest = rest[(at + secret.Length)..];
        }
    }

    /// <summary>The bytes as text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);

    public void Dispose()
    {
        var array = _array;
        _array = [];
        Length = 0;
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_array.Length * 2);
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
