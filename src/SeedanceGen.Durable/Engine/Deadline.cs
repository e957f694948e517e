namespace SeedanceGen.Durable.Engine;

/// <summary>
/// A time limit that also passes while the process is stopped: it has passed when either the monotonic clock or the wall clock says so.
/// </summary>
internal sealed class Deadline(TimeProvider clock, TimeSpan time)
{
    private readonly long _began = clock.GetTimestamp();
    private readonly DateTimeOffset _beganAt = clock.GetUtcNow();

    public bool HasPassed => clock.GetElapsedTime(_began) >= time || clock.GetUtcNow() - _beganAt >= time;
}
