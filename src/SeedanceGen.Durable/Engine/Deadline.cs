namespace SeedanceGen.Durable.Engine;

/// <summary>
/// A time that ends also while the process is stopped: the longer of what the monotonic clock and the wall clock have seen counts.
/// </summary>
internal sealed class Deadline(TimeProvider clock, TimeSpan time)
{
    private readonly long _began = clock.GetTimestamp();
    private readonly DateTimeOffset _beganAt = clock.GetUtcNow();

    public bool HasPassed => clock.GetElapsedTime(_began) >= time || clock.GetUtcNow() - _beganAt >= time;
}
