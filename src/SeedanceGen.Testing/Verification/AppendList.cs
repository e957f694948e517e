using System.Collections;

namespace SeedanceGen.Testing.Verification;

/// <summary>
/// A list that only grows, in blocks: a server with a hundred thousand requests copies none of them to make room for the next, and
/// allocates nothing on the large object heap. It locks nothing.
/// </summary>
internal sealed class AppendList<T> : IReadOnlyList<T>
{
    private const int BlockSize = 512;

    private readonly List<T[]> _blocks = [];

    public int Count { get; private set; }

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _blocks[index / BlockSize][index % BlockSize];
        }
    }

    public void Add(T item)
    {
        if (Count == _blocks.Count * BlockSize)
            _blocks.Add(new T[BlockSize]);
        _blocks[Count / BlockSize][Count % BlockSize] = item;
        Count++;
    }

    public T[] ToArray()
    {
        var all = new T[Count];
        for (var start = 0; start < Count; start += BlockSize)
            Array.Copy(_blocks[start / BlockSize], 0, all, start, Math.Min(BlockSize, Count - start));
        return all;
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
