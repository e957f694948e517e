namespace SeedanceGen.Testing.Tests.Support;

/// <summary>
/// A clock that lets other threads go first whenever it is asked. A job asks for the time in the middle of each of its changes, so
/// a change that is not atomic is torn apart.
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
