using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing;

/// <summary>
/// Every request that a mock server received, in the order of the responses, or the newest ones (<see cref="MockRetention"/>). An entry is
/// there before its response is sent.
/// </summary>
public sealed class RequestJournal
{
    private readonly object _gate = new();
    private readonly AppendList<JournalEntry> _entries;
    private readonly AppendList<JournalEntry> _evidence;
    private readonly Dictionary<string, int> _forgotten = new(StringComparer.Ordinal);

    internal RequestJournal(MockRetention? retention = null)
    {
        retention ??= MockRetention.Everything;
        // The requests that a violation names outlive the others, within a bound of their own.
        _evidence = new AppendList<JournalEntry>(retention with { Age = null }, Measure) { Forgotten = Forget };
        _entries = new AppendList<JournalEntry>(retention, Measure) { Forgotten = Retire };
    }

    /// <summary>How many requests the server received, also those that are no longer kept.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
                return _entries.Total;
        }
    }

    /// <summary>All entries that are kept up to now, oldest first; a copy that later requests do not change.</summary>
    public JournalEntries Entries
    {
        get
        {
            lock (_gate)
            {
                return _forgotten.Count == 0 && _evidence.Count == 0
                    ? new JournalEntries(_entries.ToArray())
                    : new JournalEntries([.. _evidence, .. _entries]) { Forgotten = new Dictionary<string, int>(_forgotten) };
            }
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
            var entry = create((int)(_entries.Total + 1));
            if (entry.Exchange is { } exchange)
                exchange.Number = entry.Number;
            _entries.Add(entry);
            return entry;
        }
    }

    private static (DateTimeOffset Time, int Bytes) Measure(JournalEntry entry) => (entry.Timestamp, entry.BodyBytes);

    private void Retire(JournalEntry entry)
    {
        if (entry.Exchange is { IsEvidence: true })
            _evidence.Add(entry);
        else
            Forget(entry);
    }

    private void Forget(JournalEntry entry)
    {
        var operation = JournalEntries.NameOf(entry.IsVideo, entry.OperationId);
        _forgotten[operation] = _forgotten.GetValueOrDefault(operation) + 1;
    }
}
