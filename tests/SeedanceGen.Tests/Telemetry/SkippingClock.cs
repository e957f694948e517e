using System.Collections.Concurrent;

namespace SeedanceGen.Tests.Telemetry;

/// <summary>
/// A clock on which pauses take no time: a timer that is due within half a minute fires at once, and the time advances by it. Timers that
/// are due later, such as timeouts, never fire.
/// </summary>
internal sealed class SkippingClock : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private long _ticks = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero).Ticks;

    private int _timersMade;

    /// <summary>The number of timers that were made.</summary>
    public int TimersMade => Volatile.Read(ref _timersMade);

    /// <summary>The due times of the timers that never fire, with their number.</summary>
    public ConcurrentDictionary<TimeSpan, int> Timeouts { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _timersMade);
        var timer = new SkippingTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class SkippingTimer(SkippingClock clock, Action ring) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime >= TimeSpan.Zero && dueTime <= LongestPause)
            {
                clock.Advance(dueTime);
                ThreadPool.QueueUserWorkItem(_ => ring());
            }
            else if (dueTime > LongestPause)
            {
                clock.Timeouts.AddOrUpdate(dueTime, 1, static (_, count) => count + 1);
            }

            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
