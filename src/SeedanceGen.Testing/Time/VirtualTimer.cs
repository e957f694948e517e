namespace SeedanceGen.Testing;

/// <summary>A timer of a <see cref="VirtualTimeProvider"/>.</summary>
internal sealed class VirtualTimer(VirtualTimeProvider clock, TimerCallback callback, object? state, bool isBackground) : ITimer
{
    private TimeSpan _period;

    /// <summary>Which of its settings counts: one that was changed or ended since does not. The clock's, under its lock.</summary>
    public long Setting { get; set; }

    /// <summary>Whether it rings no more, whatever it is set to; the clock's, under its lock.</summary>
    public bool IsDisposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        return clock.Set(this, dueTime);
    }

    /// <summary>Whether it has a time to come; the clock's, under its lock.</summary>
    public bool IsPending { get; set; }

    /// <summary>Whether somebody pauses until its time.</summary>
    public bool IsWaitedFor => IsPending && !isBackground;

    /// <summary>Whether it is the end of somebody's patience.</summary>
    public bool IsTimeout => state is CancellationTokenSource;

    /// <summary>Runs the callback where timers run; the clock stands still meanwhile.</summary>
    public void Run()
    {
        if (_period > TimeSpan.Zero)
            Change(_period, _period);
        clock.AddBusy(1);
        if (IsTimeout)
            clock.TimeoutRings();
        ThreadPool.UnsafeQueueUserWorkItem(
            static timer =>
            {
                try
                {
                    timer.Invoke();
                }
                finally
                {
                    timer.Done();
                }
            },
            this,
            preferLocal: false);
    }

    /// <summary>Runs the callback on the caller's thread, for a clock that is moved by hand.</summary>
    public void RunHere()
    {
        if (_period > TimeSpan.Zero)
            Change(_period, _period);
        clock.AddBusy(1);
        try
        {
            Invoke();
        }
        finally
        {
            Done();
        }
    }

    public void Dispose() => clock.End(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Invoke() => callback(state);

    private void Done() => clock.AddBusy(-1);
}
