namespace SeedanceGen.Testing.Tests.Support;

/// <summary>
/// A clock that yields to other threads on each read. A job reads the time in the middle of each change, so a change that is not atomic
/// shows.
/// </summary>
internal sealed class HesitantTimeProvider : TimeProvider
{
    private const int Hesitations = 10;

    public override DateTimeOffset GetUtcNow()
    {
        Hesitate();
        return base.GetUtcNow();
    }

    public override long GetTimestamp()
    {
        Hesitate();
        return base.GetTimestamp();
    }

    private static void Hesitate()
    {
        for (var i = 0; i < Hesitations; i++)
            Thread.Yield();
    }
}
