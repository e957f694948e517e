namespace SeedanceGen.Testing;

/// <summary>Somebody waits for what only a server's timer brings; given back once.</summary>
internal sealed class ClockAwait : IDisposable
{
    private VirtualTimeProvider? _clock;

    public ClockAwait(VirtualTimeProvider clock)
    {
        _clock = clock;
        clock.AddWaiting(1);
    }

    public void Dispose() => Interlocked.Exchange(ref _clock, null)?.AddWaiting(-1);
}
