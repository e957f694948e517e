namespace SeedanceGen.Testing;

/// <summary>A share in what keeps a <see cref="VirtualTimeProvider"/> still, given back once.</summary>
internal sealed class ClockShare : IDisposable
{
    private readonly int _share;
    private VirtualTimeProvider? _clock;

    public ClockShare(VirtualTimeProvider clock, int share)
    {
        _clock = clock;
        _share = share;
        clock.AddBusy(share, isRelease: share < 0);
    }

    public void Dispose() => Interlocked.Exchange(ref _clock, null)?.AddBusy(-_share, isRelease: _share < 0);
}
