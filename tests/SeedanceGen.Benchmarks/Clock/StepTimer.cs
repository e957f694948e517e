namespace SeedanceGen.Benchmarks.Clock;

/// <summary>A timer of a <see cref="StepClock"/> that goes off once.</summary>
internal sealed class StepTimer(StepClock clock, TimerCallback callback, object? state) : ITimer
{
    /// <summary>When it goes off; the clock's, under its lock.</summary>
    public long Due { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        clock.Set(this, dueTime);
        return true;
    }

    public void Run() => callback(state);

    public void Dispose() => clock.Forget(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
