namespace SeedanceGen;

/// <summary>What the library's telemetry is called; docs/telemetry.md lists all of it.</summary>
public static class SeedanceTelemetry
{
    /// <summary>The name of the activity source, of the meter and of the log category: <c>SeedanceGen</c>.</summary>
    public const string Name = "SeedanceGen";
}
