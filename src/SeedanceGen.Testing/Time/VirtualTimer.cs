namespace SeedanceGen.Testing.Time;

/// <summary>A timer of a <see cref="VirtualClock"/>, whose lock guards its properties.</summary>
internal sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state, bool isBackground) : ITimer
{
    private TimeSpan _period;

    /// <summary>The number of the current setting; earlier settings no longer count.</summary>
    public long Setting { get; set; }

    /// <summary>Whether it was disposed of, so that no setting counts.</summary>
    public bool IsDisposed { get; set; }

    /// <summary>Whether it has a due time.</summary>
    public bool IsPending { get; set; }

    /// <summary>Whether the code under test pauses until its time.</summary>
    public bool IsWaitedFor => IsPending && !isBackground;

    /// <summary>Whether it is a timeout, which ends something else.</summary>
    public bool IsTimeout => state is CancellationTokenSource;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        return clock.Set(this, dueTime);
    }

    /// <summary>Runs the callback on the thread pool; the clock stands still meanwhile.</summary>
    public void Run()
    {
        Begin();
        if (IsTimeout)
            clock.TimeoutRings();
        ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Invoke(), this, preferLocal: false);
    }

    /// <summary>Runs the callback on the caller's thread, for a clock that is moved by hand.</summary>
    public void RunHere()
    {
        Begin();
        Invoke();
    }

    public void Dispose() => clock.End(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Begin()
    {
        if (_period > TimeSpan.Zero)
            Change(_period, _period);
        clock.AddBusy(1);
    }

    private void Invoke()
    {
        try
        {
            callback(state);
        }
        finally
        {
            clock.AddBusy(-1);
        }
    }
}
