using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing;

/// <summary>
/// Every request that a mock server received, in the order of the responses. An entry is there before its response is sent.
/// </summary>
public sealed class RequestJournal
{
    private readonly object _gate = new();
    private readonly AppendList<JournalEntry> _entries = new();

    internal RequestJournal()
    {
    }

    /// <summary>All entries up to now, oldest first; a copy that later requests do not change.</summary>
    public JournalEntries Entries
    {
        get
        {
            lock (_gate)
                return new(_entries.ToArray());
        }
    }

    /// <summary>The requests by which the API key went where it must never be sent; a test expects none.</summary>
    public JournalEntries KeyLeaks => Entries.Where(entry => entry.KeyLeaked);

    /// <summary>The requests about one job, its submission included.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    public JournalEntries ForJob(string requestId) => Entries.ForJob(requestId);

    /// <summary>The requests for one operation.</summary>
    /// <param name="operation">The operation.</param>
    public JournalEntries Of(MockOperation operation) => Entries.Of(operation);

    /// <summary>The requests for one operation, by its id.</summary>
    /// <param name="operationId">
    /// The operation's id in the API description, such as <c>getVideoGeneration</c>; <c>downloadVideo</c> for a download.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There is no such operation: a misspelt id finds no requests, and would pass where none are expected.
    /// </exception>
    public JournalEntries ForOperation(string operationId) => Of(MockOperation.Named(operationId));

    /// <summary>Adds the entry that is made for the next number.</summary>
    internal JournalEntry Record(Func<int, JournalEntry> create)
    {
        lock (_gate)
        {
            var entry = create(_entries.Count + 1);
            _entries.Add(entry);
            return entry;
        }
    }
}
