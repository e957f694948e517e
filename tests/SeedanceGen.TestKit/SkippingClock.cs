using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace SeedanceGen.TestKit;

/// <summary>
/// A clock on which pauses take no time: a timer fires at once, and the time advances by its length. A timer that is longer than the
/// longest pause never fires: it is a timeout, and an attempt takes no time on this clock.
/// </summary>
public sealed class SkippingClock
{
    private readonly FakeTimeProvider _now = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly TimeSpan _longestPause;
    private int _timersMade;

    public SkippingClock(TimeSpan longestPause)
    {
        _longestPause = longestPause;
        Time = new InterceptedTimeProvider(_now, CreateTimer);
    }

    public TimeProvider Time { get; }

    /// <summary>Runs when a timer is set that never fires.</summary>
    public Action<TimeSpan>? OnTimeout { get; init; }

    /// <summary>The number of timers that were made.</summary>
    public int TimersMade => Volatile.Read(ref _timersMade);

    /// <summary>The due times of the timers that never fire, with their number.</summary>
    public ConcurrentDictionary<TimeSpan, int> Timeouts { get; } = new();

    public void Advance(TimeSpan by) => _now.Advance(by);

    private InterceptedTimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime)
    {
        Interlocked.Increment(ref _timersMade);
        var timer = new InterceptedTimer(callback, state, Set);
        timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        return timer;
    }

    private void Set(InterceptedTimer timer, TimeSpan dueTime)
    {
        if (dueTime > _longestPause)
        {
            Timeouts.AddOrUpdate(dueTime, 1, static (_, count) => count + 1);
            OnTimeout?.Invoke(dueTime);
        }
        else if (dueTime >= TimeSpan.Zero)
        {
            Advance(dueTime);
            ThreadPool.QueueUserWorkItem(_ => timer.Fire());
        }
    }
}
