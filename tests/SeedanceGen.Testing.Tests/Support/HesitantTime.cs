namespace SeedanceGen.Testing.Tests.Support;

/// <summary>
/// The system's clock, which lets other threads go first each time it is read. A job reads the time in the middle of each of its changes,
/// so a change that is not atomic is torn apart.
/// </summary>
internal static class HesitantTime
{
    private const int Hesitations = 10;

    public static TimeProvider Create() => new InterceptedTimeProvider(TimeProvider.System) { OnRead = Hesitate };

    private static void Hesitate()
    {
        for (var i = 0; i < Hesitations; i++)
            Thread.Yield();
    }
}
