using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SeedanceGen.Testing.Service;

/// <summary>The jobs of one server by id. Ids are counted, so that a test run gives the same ids every time.</summary>
internal sealed class JobStore
{
    private readonly Dictionary<string, MockJob> _jobs = new(StringComparer.Ordinal);
    private long _lastNumber;

    /// <summary>All jobs in the order of their acceptance.</summary>
    public IReadOnlyList<MockJob> All => [.. Jobs().OrderBy(job => job.RequestId, StringComparer.Ordinal)];

    public string NextId() => string.Create(CultureInfo.InvariantCulture, $"req_{Interlocked.Increment(ref _lastNumber):D10}");

    public void Add(MockJob job)
    {
        lock (_jobs)
            _jobs[job.RequestId] = job;
    }

    public bool TryFind(string requestId, [NotNullWhen(true)] out MockJob? job)
    {
        lock (_jobs)
            return _jobs.TryGetValue(requestId, out job);
    }

    public void StopClocks() => Array.ForEach(Jobs(), job => job.StopClock());

    private MockJob[] Jobs()
    {
        lock (_jobs)
            return [.. _jobs.Values];
    }
}
