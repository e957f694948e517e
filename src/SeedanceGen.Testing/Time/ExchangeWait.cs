namespace SeedanceGen.Testing;

/// <summary>A server lets a tracked request wait; given back once, as the next wait of the same request may have begun.</summary>
internal sealed class ExchangeWait(TrackedExchange exchange) : IDisposable
{
    private TrackedExchange? _exchange = exchange;

    public void Dispose() => Interlocked.Exchange(ref _exchange, null)?.EndWait();
}
