namespace SeedanceGen.Testing;

/// <summary>
/// Keeps a virtual clock still while something real is under way, but not for ever: what takes this long in real time waits, most
/// likely, for something that only virtual time brings.
/// </summary>
internal sealed class TimedClockHold : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly IDisposable _hold;
    private readonly Timer _end;

    public TimedClockHold(VirtualTimeProvider clock)
    {
        _hold = clock.Hold();
        _end = new Timer(static hold => ((IDisposable)hold!).Dispose(), _hold, Patience, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _end.Dispose();
        _hold.Dispose();
    }
}
