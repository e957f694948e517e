namespace SeedanceGen.Testing.Host.Time;

/// <summary>
/// A clock that follows another clock and can be advanced: a standalone mock keeps real time for its callers, and a test need not wait. The
/// timers that become due fire in their order, each at its own time, before <see cref="Advance"/> returns.
/// </summary>
internal sealed class ForwardTimeProvider(TimeProvider inner) : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<ForwardTimer> _timers = [];
    private readonly long _start = inner.GetTimestamp();
    private TimeSpan _ahead;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    private TimeSpan Now => inner.GetElapsedTime(_start) + _ahead;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return inner.GetUtcNow() + _ahead;
    }

    public override long GetTimestamp()
    {
        lock (_gate)
            return Now.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ForwardTimer(this, inner, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Advances the clock.</summary>
    /// <param name="by">By how much; not negative.</param>
    public void Advance(TimeSpan by)
    {
        TimeSpan target;
        lock (_gate)
            target = _ahead + by;

        while (TakeNext(target) is { } timer)
            timer.Run();

        lock (_gate)
        {
            foreach (var timer in _timers)
                timer.Arm(Now);
        }
    }

    /// <summary>Sets when a timer fires next; null for never.</summary>
    internal void Schedule(ForwardTimer timer, TimeSpan? wait, TimeSpan? period)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            (timer.Due, timer.Period) = (wait is null ? null : Now + wait, period);
            if (timer.Due is not null)
                _timers.Add(timer);
            timer.Arm(Now);
        }
    }

    /// <summary>Takes the timer when it is due; otherwise starts its inner timer again.</summary>
    internal bool TakeIfDue(ForwardTimer timer)
    {
        lock (_gate)
        {
            if (timer.Due is { } due && due <= Now)
            {
                Take(timer);
                return true;
            }

            timer.Arm(Now);
            return false;
        }
    }

    /// <summary>
    /// Moves the clock to the next timer that is due before the target, and takes that timer. Without one, it moves to the target and
    /// returns null.
    /// </summary>
    private ForwardTimer? TakeNext(TimeSpan target)
    {
        lock (_gate)
        {
            var behind = target - _ahead;
            var next = _timers.Where(timer => timer.Due <= Now + behind).MinBy(timer => timer.Due);
            if (next is null)
            {
                _ahead = target > _ahead ? target : _ahead;
                return null;
            }

            if (next.Due - Now is { } step && step > TimeSpan.Zero)
                _ahead += step;
            Take(next);
            return next;
        }
    }

    private void Take(ForwardTimer timer)
    {
        timer.Due = timer.Period is { } period ? timer.Due + period : null;
        if (timer.Due is null)
            _timers.Remove(timer);
        timer.Arm(Now);
    }
}

/// <summary>A timer of <see cref="ForwardTimeProvider"/>. The clock's lock guards its times.</summary>
internal sealed class ForwardTimer : ITimer
{
    /// <summary>The inner timer cannot wait longer than some weeks, so it fires daily and checks the time.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly ForwardTimeProvider _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ITimer _inner;
    private volatile bool _isDisposed;

    public ForwardTimer(ForwardTimeProvider clock, TimeProvider inner, TimerCallback callback, object? state)
    {
        (_clock, _callback, _state) = (clock, callback, state);
        _inner = inner.CreateTimer(static timer => ((ForwardTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When it fires next, in the clock's own time; null for never.</summary>
    public TimeSpan? Due { get; set; }

    /// <summary>The time between two firings; null for a timer that fires once.</summary>
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

    /// <summary>Starts the inner timer. The wait is rounded up to whole milliseconds, so that the timer does not fire too early.</summary>
    public void Arm(TimeSpan now)
    {
        if (_isDisposed)
            return;

        var wait = Due is not { } due ? Timeout.InfiniteTimeSpan
            : due <= now ? TimeSpan.Zero
            : due - now > LongestWait ? LongestWait
            : TimeSpan.FromMilliseconds(Math.Ceiling((due - now).TotalMilliseconds));
        _inner.Change(wait, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _clock.Schedule(this, wait: null, period: null);
        _isDisposed = true;
        _inner.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Fire()
    {
        if (_clock.TakeIfDue(this))
            Run();
    }
}
