namespace SeedanceGen.AspNetCore.Tests.Support;

/// <summary>A clock that stands.</summary>
internal sealed class FixedTimeProvider(long unixSeconds) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(unixSeconds);
}
