namespace SeedanceGen.Testing;

/// <summary>
/// A rate limit: at most so many requests to the API in any span of this length. The mock responds to one more with 429 and
/// <c>Retry-After</c>, the whole seconds until it would be let through. That is the mock's own choice: no limit is documented. Downloads of
/// videos do not count, nor do requests without a valid key.
/// </summary>
/// <param name="Requests">How many requests; at least one.</param>
/// <param name="Window">In what time, on the server's clock; more than zero.</param>
public sealed record MockRateLimit(int Requests, TimeSpan Window)
{
    internal void EnsureUsable()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Requests, 1, nameof(Requests));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Window, TimeSpan.Zero, nameof(Window));
    }
}

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
