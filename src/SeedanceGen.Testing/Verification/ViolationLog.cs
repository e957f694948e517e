using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Verification;

/// <summary>The violations of one server: those that happened, and those that hold only if the server ends now.</summary>
internal sealed class ViolationLog
{
    private readonly object _gate = new();
    private readonly Func<string, string> _redact;
    private readonly AppendList<MockViolation> _violations;
    private readonly List<(Func<IEnumerable<MockViolation>> Look, Func<int> Count)> _open = [];

    /// <param name="redact">Takes keys out of a message.</param>
    /// <param name="retention">How many are kept; for ever, because they say what was wrong.</param>
    public ViolationLog(Func<string, string> redact, MockRetention? retention = null)
    {
        _redact = redact;
        _violations = new(
            (retention ?? MockRetention.Everything) with { Age = null }, static violation => (default, violation.Message.Length));
    }

    /// <summary>How many there were so far, with those that there would be if the server ended now.</summary>
    public long Count
    {
        get
        {
            long past;
            (Func<IEnumerable<MockViolation>> Look, Func<int> Count)[] open;
            lock (_gate)
                (past, open) = (_violations.Total, [.. _open]);
            return past + open.Sum(check => (long)check.Count());
        }
    }

    /// <summary>The violations so far, then those that there would be if the server ended now.</summary>
    public IReadOnlyList<MockViolation> All => [.. Numbered().Select(violation => violation.Violation)];

    /// <summary>The same with their numbers, from 1; null for those that there would be if the server ended now.</summary>
    public IReadOnlyList<(long? Number, MockViolation Violation)> Numbered()
    {
        (Func<IEnumerable<MockViolation>> Look, Func<int> Count)[] open;
        MockViolation[] violations;
        long first;
        lock (_gate)
            (violations, first, open) = (_violations.ToArray(), _violations.Total - _violations.Count + 1, [.. _open]);

        return
        [
            .. violations.Select((violation, index) => ((long?)(first + index), violation)),
            .. open.SelectMany(check => check.Look()).Select(violation => ((long?)null, violation)),
        ];
    }

    /// <summary>Adds a violation.</summary>
    /// <param name="kind">What kind of thing.</param>
    /// <param name="message">What was found, what was expected instead, and what is at fault.</param>
    /// <param name="evidence">The exchanges that show it: the journal keeps them.</param>
    public void Add(MockViolationKind kind, string message, params Exchange?[] evidence)
    {
        Exchange[] shown = [.. evidence.OfType<Exchange>()];
        foreach (var exchange in shown)
            exchange.IsEvidence = true;
        lock (_gate)
            _violations.Add(new MockViolation(kind, _redact(message)) { Evidence = shown });
    }

    /// <summary>Adds a check of something that may still come right, such as a fault that was not used yet.</summary>
    /// <param name="look">Finds what is wrong.</param>
    /// <param name="count">Counts the same.</param>
    public void AddOpen(Func<IEnumerable<MockViolation>> look, Func<int> count)
    {
        lock (_gate)
            _open.Add((look, count));
    }
}
