using System.Collections;

namespace SeedanceGen.Testing;

/// <summary>Requests of a journal, oldest first, to look at and to make assertions on; later requests do not change them.</summary>
public sealed partial class JournalEntries : IReadOnlyList<JournalEntry>
{
    private readonly IReadOnlyList<JournalEntry> _entries;

    internal JournalEntries(IReadOnlyList<JournalEntry> entries) => _entries = entries;

    /// <summary>How many there are.</summary>
    public int Count => _entries.Count;

    /// <summary>The entry at a place, from 0.</summary>
    /// <param name="index">The place.</param>
    public JournalEntry this[int index] => _entries[index];

    /// <summary>Those for one operation.</summary>
    /// <param name="operation">The operation.</param>
    public JournalEntries Of(MockOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return Where(entry => entry.Operation == operation);
    }

    /// <summary>Those about one job, its submission and its video included.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    public JournalEntries ForJob(string requestId)
    {
        ArgumentNullException.ThrowIfNull(requestId);
        return Where(entry => entry.RequestId == requestId);
    }

    /// <summary>Those that a condition holds for.</summary>
    /// <param name="condition">The condition.</param>
    public JournalEntries Where(Func<JournalEntry, bool> condition) => new([.. _entries.Where(condition)]);

    /// <inheritdoc/>
    public IEnumerator<JournalEntry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A line for each entry.</summary>
    public override string ToString() => string.Join(Environment.NewLine, _entries);
}
