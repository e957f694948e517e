namespace SeedanceGen.Tests.Wire;

/// <summary>A <see cref="StepClock"/> as the service sees it.</summary>
internal sealed class BackgroundStepTime(StepClock clock) : TimeProvider
{
    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, isPause: false);
}
