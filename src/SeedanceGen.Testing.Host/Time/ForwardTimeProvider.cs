namespace SeedanceGen.Testing.Host.Time;

/// <summary>
/// A clock that runs as another one does, and can be put forward: a standalone mock keeps real time for its callers, and a test need not wait
/// for it. Timers that come due on the way ring in their order, each at its own time, before <see cref="Advance"/> returns.
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

    /// <summary>Puts the clock forward.</summary>
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

    /// <summary>Sets when a timer rings next; null for not at all.</summary>
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

    /// <summary>The clock beneath says that a timer may be due; whether it is, this one knows.</summary>
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

    /// <summary>The next timer on the way to a target, at whose time the clock then stands; null, and at the target, when there is no more.</summary>
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
