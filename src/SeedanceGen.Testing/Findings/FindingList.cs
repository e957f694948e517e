namespace SeedanceGen.Testing.Findings;

/// <summary>What one server found: things that happened, and things that are wrong only when nothing more can come.</summary>
internal sealed class FindingList
{
    private readonly object _gate = new();
    private readonly List<MockFinding> _found = [];
    private readonly List<Func<IEnumerable<MockFinding>>> _open = [];

    /// <summary>What was found so far, then what would be wrong if the server ended now.</summary>
    public IReadOnlyList<MockFinding> All
    {
        get
        {
            Func<IEnumerable<MockFinding>>[] open;
            MockFinding[] found;
            lock (_gate)
                (found, open) = ([.. _found], [.. _open]);

            return [.. found, .. open.SelectMany(look => look())];
        }
    }

    public void Add(MockFindingKind kind, string message)
    {
        lock (_gate)
            _found.Add(new MockFinding(kind, message));
    }

    /// <summary>Adds a look at something that may still come right, such as a fault that was not used yet.</summary>
    public void AddOpen(Func<IEnumerable<MockFinding>> look)
    {
        lock (_gate)
            _open.Add(look);
    }
}
