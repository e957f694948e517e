namespace SeedanceGen.Tests.Wire;

/// <summary>A time for which a <see cref="StepClock"/> stands still.</summary>
internal sealed class StepClockHold(Action end) : IDisposable
{
    public void Dispose() => end();
}
