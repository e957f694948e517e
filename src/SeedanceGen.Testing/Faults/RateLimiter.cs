namespace SeedanceGen.Testing.Faults;

/// <summary>Counts the requests of one server for its <see cref="MockRateLimit"/>.</summary>
internal sealed class RateLimiter(MockRateLimit limit)
{
    private readonly Queue<DateTimeOffset> _passed = new();

    /// <summary>Lets a request through, or says how long the caller has to wait; null when it may pass.</summary>
    public TimeSpan? Take(DateTimeOffset now)
    {
        lock (_passed)
        {
            while (_passed.TryPeek(out var first) && first + limit.Window <= now)
                _passed.Dequeue();
            if (_passed.TryPeek(out var oldest) && _passed.Count >= limit.Requests)
                return oldest + limit.Window - now;

            _passed.Enqueue(now);
            return null;
        }
    }
}
