namespace SeedanceGen.TestKit;

/// <summary>
/// A clock that shows the time of another one, and whose timers a test makes. Use it for what <c>FakeTimeProvider</c> cannot do: to see
/// which timers are set, to fire one early or never, and to act when the time is read.
/// </summary>
/// <param name="time">The clock whose time this one shows.</param>
/// <param name="createTimer">Creates the timers; without it they are those of <paramref name="time"/>.</param>
public sealed class InterceptedTimeProvider(
    TimeProvider time, Func<TimerCallback, object?, TimeSpan, ITimer>? createTimer = null) : TimeProvider
{
    /// <summary>Runs before each read of the time.</summary>
    public Action? OnRead { get; init; }

    public override long TimestampFrequency => time.TimestampFrequency;

    /// <summary>A clock that tells the test when one of its timers is set, and fires none.</summary>
    /// <param name="time">The clock whose time this one shows.</param>
    /// <param name="onSet">Runs when a timer is set; the time is infinite when it is stopped or disposed of.</param>
    public static InterceptedTimeProvider WithTimers(TimeProvider time, Action<InterceptedTimer, TimeSpan> onSet) =>
        new(time, (callback, state, dueTime) =>
        {
            var timer = new InterceptedTimer(callback, state, onSet);
            timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            return timer;
        });

    public override DateTimeOffset GetUtcNow()
    {
        OnRead?.Invoke();
        return time.GetUtcNow();
    }

    public override long GetTimestamp()
    {
        OnRead?.Invoke();
        return time.GetTimestamp();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        createTimer is null ? time.CreateTimer(callback, state, dueTime, period) : createTimer(callback, state, dueTime);
}

/// <summary>A timer that fires when the test fires it.</summary>
public sealed class InterceptedTimer(TimerCallback callback, object? state, Action<InterceptedTimer, TimeSpan> onSet) : ITimer
{
    /// <summary>The time after which it should fire, as it was set last.</summary>
    public TimeSpan DueTime { get; private set; }

    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        onSet(this, dueTime);
        return true;
    }

    public void Dispose() => onSet(this, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
