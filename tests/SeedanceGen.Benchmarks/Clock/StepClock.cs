namespace SeedanceGen.Benchmarks.Clock;

/// <summary>
/// A clock that moves by hand. It keeps nothing of a timer that has ended, so that what is held while many jobs wait is the SDK's, and it
/// runs a timer where it is moved.
/// </summary>
internal sealed class StepClock : TimeProvider
{
    private readonly HashSet<StepTimer> _timers = [];
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => new(DateTime.UnixEpoch.AddTicks(GetTimestamp()), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StepTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        var now = Interlocked.Add(ref _now, time.Ticks);
        StepTimer[] due;
        lock (_timers)
            due = [.. _timers.Where(timer => timer.Due <= now)];
        foreach (var timer in due)
        {
            Forget(timer);
            timer.Run();
        }
    }

    public void Set(StepTimer timer, TimeSpan dueTime)
    {
        lock (_timers)
        {
            timer.Due = GetTimestamp() + dueTime.Ticks;
            if (dueTime == Timeout.InfiniteTimeSpan)
                _timers.Remove(timer);
            else
                _timers.Add(timer);
        }
    }

    public void Forget(StepTimer timer)
    {
        lock (_timers)
            _timers.Remove(timer);
    }
}
