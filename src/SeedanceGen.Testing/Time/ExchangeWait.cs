namespace SeedanceGen.Testing;

/// <summary>A server lets a tracked request wait.</summary>
internal sealed class ExchangeWait(TrackedExchange exchange) : IDisposable
{
    public void Dispose() => exchange.EndWait();
}
