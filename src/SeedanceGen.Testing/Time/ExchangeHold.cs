namespace SeedanceGen.Testing;

/// <summary>A tracked request's hold on a clock, given back once.</summary>
internal sealed class ExchangeHold(VirtualTimeProvider clock, IDisposable hold, HttpMethod method, Uri? address) : IDisposable
{
    private int _isDisposed;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;

        // In this order, or the clock would be free for a moment.
        clock.EndExchange(method, address);
        hold.Dispose();
    }
}
