using System.Collections;

namespace SeedanceGen.Testing.Verification;

/// <summary>
/// A list that only grows at its end, in blocks: a server with a hundred thousand requests copies none of them to make room for the next,
/// and allocates nothing on the large object heap. With a bound it forgets its oldest items. It locks nothing.
/// </summary>
internal sealed class AppendList<T> : IReadOnlyList<T>
{
    private const int BlockSize = 512;

    private readonly List<T[]> _blocks = [];
    private readonly MockRetention _retention = MockRetention.Everything;
    private readonly Func<T, (DateTimeOffset Time, int Bytes)>? _measure;
    private int _first;
    private long _bytes;

    public AppendList()
    {
    }

    /// <param name="retention">What is kept.</param>
    /// <param name="measure">When an item was, and how large its body is.</param>
    public AppendList(MockRetention retention, Func<T, (DateTimeOffset Time, int Bytes)> measure)
    {
        if (!retention.IsUnlimited)
            (_retention, _measure) = (retention, measure);
    }

    /// <summary>Takes the items that are forgotten.</summary>
    public Action<T>? Forgotten { get; init; }

    /// <summary>How many are kept.</summary>
    public int Count { get; private set; }

    /// <summary>How many were ever added; the number of the newest one, from 1.</summary>
    public long Total { get; private set; }

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _blocks[(_first + index) / BlockSize][(_first + index) % BlockSize];
        }
    }

    public void Add(T item)
    {
        var place = _first + Count;
        if (place == _blocks.Count * BlockSize)
            _blocks.Add(new T[BlockSize]);
        _blocks[place / BlockSize][place % BlockSize] = item;
        Count++;
        Total++;
        if (_measure is not null)
            Trim(item, _measure);
    }

    public T[] ToArray()
    {
        var all = new T[Count];
        for (var copied = 0; copied < Count;)
        {
            var (block, start) = Math.DivRem(_first + copied, BlockSize);
            var length = Math.Min(BlockSize - start, Count - copied);
            Array.Copy(_blocks[block], start, all, copied, length);
            copied += length;
        }

        return all;
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Trim(T newest, Func<T, (DateTimeOffset Time, int Bytes)> measure)
    {
        var (now, added) = measure(newest);
        _bytes += added;
        while (measure(this[0]) is var (time, bytes) && _retention.IsExceeded(Count, _bytes, time, now))
        {
            var oldest = this[0];
            _blocks[0][_first] = default!;
            Count--;
            _bytes -= bytes;
            if (++_first == BlockSize)
            {
                _first = 0;
                _blocks.RemoveAt(0);
            }

            Forgotten?.Invoke(oldest);
        }
    }
}
