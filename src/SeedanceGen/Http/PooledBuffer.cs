using System.Buffers;
using System.Text;

namespace SeedanceGen.Http;

/// <summary>The bytes of one answer, in a rented array.</summary>
internal sealed class PooledBuffer : IDisposable
{
    private byte[] _array;

    private PooledBuffer(byte[] array) => _array = array;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _array.AsSpan(0, Length);

    /// <summary>Reads a stream to its end.</summary>
    /// <returns>The bytes; null when there are more than <paramref name="maxBytes"/>.</returns>
    public static async ValueTask<PooledBuffer?> ReadAsync(Stream stream, int expectedBytes, int maxBytes, CancellationToken cancellationToken)
    {
        var buffer = new PooledBuffer(ArrayPool<byte>.Shared.Rent(Math.Clamp(expectedBytes + 1, 1024, maxBytes + 1)));
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer._array.AsMemory(buffer.Length), cancellationToken).ConfigureAwait(false)) > 0)
            {
                buffer.Length += read;
                if (buffer.Length > maxBytes)
                {
                    buffer.Dispose();
                    return null;
                }

                if (buffer.Length == buffer._array.Length)
                    buffer.Grow();
            }

            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
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
