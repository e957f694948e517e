namespace SeedanceGen.Testing.Host.Time;

/// <summary>A timer of a clock that can be put forward. What it knows of its time is the clock's, and changes under the clock's lock.</summary>
internal sealed class ForwardTimer : ITimer
{
    /// <summary>A timer beneath cannot wait for longer than some weeks: each ring looks again.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly ForwardTimeProvider _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ITimer _beneath;
    private volatile bool _isDisposed;

    public ForwardTimer(ForwardTimeProvider clock, TimeProvider beneath, TimerCallback callback, object? state)
    {
        (_clock, _callback, _state) = (clock, callback, state);
        _beneath = beneath.CreateTimer(static timer => ((ForwardTimer)timer!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When it rings next, by the clock's own count; null for never.</summary>
    public TimeSpan? Due { get; set; }

    /// <summary>From one ring to the next; null for a single one.</summary>
    public TimeSpan? Period { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_isDisposed)
            return false;

        _clock.Schedule(
            this,
            dueTime == Timeout.InfiniteTimeSpan ? null : dueTime,
            period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : period);
        return true;
    }

    public void Run()
    {
        if (!_isDisposed)
            _callback(_state);
    }

    /// <summary>Sets the timer beneath, rounded up: it counts whole milliseconds, and too early is no use.</summary>
    public void Arm(TimeSpan now)
    {
        if (_isDisposed)
            return;

        var wait = Due is not { } due ? Timeout.InfiniteTimeSpan
            : due <= now ? TimeSpan.Zero
            : due - now > LongestWait ? LongestWait
            : TimeSpan.FromMilliseconds(Math.Ceiling((due - now).TotalMilliseconds));
        _beneath.Change(wait, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _clock.Schedule(this, wait: null, period: null);
        _isDisposed = true;
        _beneath.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Ring()
    {
        if (_clock.TakeIfDue(this))
            Run();
    }
}
