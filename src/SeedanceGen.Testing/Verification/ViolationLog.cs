namespace SeedanceGen.Testing.Verification;

/// <summary>What one server found: things that happened, and things that are wrong only when nothing more can come.</summary>
internal sealed class ViolationLog
{
    private readonly object _gate = new();
    private readonly List<MockViolation> _found = [];
    private readonly List<Func<IEnumerable<MockViolation>>> _open = [];

    /// <summary>What was found so far, then what would be wrong if the server ended now.</summary>
    public IReadOnlyList<MockViolation> All
    {
        get
        {
            Func<IEnumerable<MockViolation>>[] open;
            MockViolation[] found;
            lock (_gate)
                (found, open) = ([.. _found], [.. _open]);

            return [.. found, .. open.SelectMany(look => look())];
        }
    }

    public void Add(MockViolationKind kind, string message)
    {
        lock (_gate)
            _found.Add(new MockViolation(kind, message));
    }

    /// <summary>Adds a look at something that may still come right, such as a fault that was not used yet.</summary>
    public void AddOpen(Func<IEnumerable<MockViolation>> look)
    {
        lock (_gate)
            _open.Add(look);
    }
}
