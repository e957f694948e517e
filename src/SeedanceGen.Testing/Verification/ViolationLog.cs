namespace SeedanceGen.Testing.Verification;

/// <summary>The violations of one server: those that happened, and those that hold only if the server ends now.</summary>
/// <param name="redact">Takes keys out of a message.</param>
internal sealed class ViolationLog(Func<string, string> redact)
{
    private readonly object _gate = new();
    private readonly List<MockViolation> _violations = [];
    private readonly List<Func<IEnumerable<MockViolation>>> _open = [];

    /// <summary>The violations so far, then those that there would be if the server ended now.</summary>
    public IReadOnlyList<MockViolation> All
    {
        get
        {
            Func<IEnumerable<MockViolation>>[] open;
            MockViolation[] violations;
            lock (_gate)
                (violations, open) = ([.. _violations], [.. _open]);

            return [.. violations, .. open.SelectMany(look => look())];
        }
    }

    public void Add(MockViolationKind kind, string message)
    {
        lock (_gate)
            _violations.Add(new MockViolation(kind, redact(message)));
    }

    /// <summary>Adds a check of something that may still come right, such as a fault that was not used yet.</summary>
    public void AddOpen(Func<IEnumerable<MockViolation>> look)
    {
        lock (_gate)
            _open.Add(look);
    }
}
