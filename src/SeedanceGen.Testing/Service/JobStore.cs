using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// The jobs of one server by id. Ids are counted, so that a test run gives the same ids every time. With a bound it forgets jobs that have
/// ended, the one that ended first before the others.
/// </summary>
internal sealed class JobStore(MockRetention? retention = null)
{
    private readonly MockRetention _retention = retention ?? MockRetention.Everything;
    private readonly Dictionary<string, MockJob> _jobs = new(StringComparer.Ordinal);
    private readonly LinkedList<KeptJob> _unfinished = new();
    private readonly LinkedList<KeptJob> _ended = new();
    private long _bytes;
    private long _lastId;
    private long _lastNumber;

    /// <summary>How many jobs there were ever.</summary>
    public long Total => Interlocked.Read(ref _lastNumber);

    /// <summary>All jobs that are kept, in the order of their acceptance.</summary>
    public IReadOnlyList<MockJob> All => [.. Jobs().OrderBy(job => job.Number)];

    /// <summary>An id that no job has.</summary>
    public string NextId()
    {
        while (true)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"req_{Interlocked.Increment(ref _lastId):D10}");
            if (!TryFind(id, out _))
                return id;
        }
    }

    /// <summary>Stores a job and gives it its number; false when another has its id.</summary>
    public bool TryAdd(MockJob job)
    {
        List<MockJob>? forgotten;
        lock (_jobs)
        {
            if (!_jobs.TryAdd(job.RequestId, job))
                return false;

            job.Number = ++_lastNumber;
            if (_retention.IsUnlimited || job.IsFixed)
                return true;

            var ended = job.IsEnded;
            job.Place = (ended ? _ended : _unfinished).AddLast(new KeptJob(job, job.AcceptedAt));
            _bytes += job.Body.Length;
            forgotten = Trim(ended ? DateTimeOffset.MinValue : job.AcceptedAt);
        }

        forgotten?.ForEach(job => job.StopClock());
        return true;
    }

    /// <summary>A job has ended, so it may be forgotten. The job calls it under its own lock.</summary>
    public void Ended(MockJob job, DateTimeOffset now)
    {
        if (_retention.IsUnlimited)
            return;

        lock (_jobs)
        {
            if (job.Place is not { List: { } list } place || list != _unfinished)
                return;

            list.Remove(place);
            place.Value = new KeptJob(job, now);
            _ended.AddLast(place);
        }
    }

    public bool TryFind(string requestId, [NotNullWhen(true)] out MockJob? job)
    {
        lock (_jobs)
            return _jobs.TryGetValue(requestId, out job);
    }

    public void StopClocks() => Array.ForEach(Jobs(), job => job.StopClock());

    private List<MockJob>? Trim(DateTimeOffset now)
    {
        List<MockJob>? forgotten = null;
        while (_ended.First is { } first
            ? _retention.IsExceeded(_ended.Count + _unfinished.Count, _bytes, first.Value.Since, now)
            : _retention.IsExceeded(_unfinished.Count, _bytes, now, now))
        {
            var oldest = (_ended.First ?? _unfinished.First)!;
            oldest.List!.Remove(oldest);
            _bytes -= oldest.Value.Job.Body.Length;
            _jobs.Remove(oldest.Value.Job.RequestId);
            (forgotten ??= []).Add(oldest.Value.Job);
        }

        return forgotten;
    }

    private MockJob[] Jobs()
    {
        lock (_jobs)
            return [.. _jobs.Values];
    }
}

/// <summary>A job that may be forgotten.</summary>
/// <param name="Job">The job.</param>
/// <param name="Since">When it ended; when it was accepted as long as it has not.</param>
internal readonly record struct KeptJob(MockJob Job, DateTimeOffset Since);
