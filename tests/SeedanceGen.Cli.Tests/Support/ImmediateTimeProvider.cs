namespace SeedanceGen.Cli.Tests.Support;

/// <summary>
/// A clock on which each pause ends at once and moves the time on by its length. A timer that is longer than the longest pause never fires:
/// it is the timeout of an attempt, and an attempt takes no time on this clock.
/// </summary>
internal sealed class ImmediateTimeProvider(TimeSpan longestPause) : TimeProvider
{
    private readonly DateTimeOffset _start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _passed;
    private TimeSpan _watched = TimeSpan.Zero;
    private Action? _onEndless;

    public ImmediateTimeProvider()
        : this(TimeSpan.FromSeconds(59))
    {
    }

    /// <summary>Calls back when a timer starts that never fires on this clock and is not longer than this.</summary>
    public void WhenEndless(TimeSpan atMost, Action action) => (_watched, _onEndless) = (atMost, action);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _passed);

    public override DateTimeOffset GetUtcNow() => _start + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ImmediateTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ImmediateTimer(ImmediateTimeProvider clock, Action ring) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > clock.LongestPause && dueTime <= clock._watched)
                clock._onEndless?.Invoke();
            if (dueTime < TimeSpan.Zero || dueTime > clock.LongestPause)
                return true;

            Interlocked.Add(ref clock._passed, dueTime.Ticks);
            return ThreadPool.QueueUserWorkItem(_ => ring());
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private TimeSpan LongestPause => longestPause;
}
