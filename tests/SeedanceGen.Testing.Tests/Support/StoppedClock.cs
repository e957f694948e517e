namespace SeedanceGen.Testing.Tests.Support;

/// <summary>A clock that always shows the same time.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public override long GetTimestamp() => 0;
}
