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
