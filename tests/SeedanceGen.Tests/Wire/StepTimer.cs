namespace SeedanceGen.Tests.Wire;

/// <summary>A timer of a <see cref="StepClock"/>.</summary>
internal sealed class StepTimer(StepClock clock, TimerCallback callback, object? state, bool isPause) : ITimer
{
    /// <summary>Which of its settings counts; the clock's, under its lock.</summary>
    public long Setting { get; set; }

    /// <summary>Whether it has a time to come; the clock's, under its lock.</summary>
    public bool IsPending { get; set; }

    public bool IsPausedOn => IsPending && isPause;

    /// <summary>Whether the pause is a delay of the platform, which sets its timer before it listens to its token.</summary>
    public bool IsDelay => IsPausedOn && state is Task;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        clock.Set(this, dueTime);
        return true;
    }

    public void Ring() => callback(state);

    public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
