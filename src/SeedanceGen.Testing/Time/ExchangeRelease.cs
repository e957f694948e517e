namespace SeedanceGen.Testing;

/// <summary>What a server takes back of a tracked request's hold on a clock.</summary>
internal sealed class ExchangeRelease(VirtualTimeProvider clock, string exchange, IDisposable release) : IDisposable
{
    public void Dispose() => clock.EndRelease(exchange, release);
}
