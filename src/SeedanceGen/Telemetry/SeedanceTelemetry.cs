namespace SeedanceGen;

/// <summary>The name of the library's telemetry; docs/telemetry.md lists all spans, metrics and log events.</summary>
public static class SeedanceTelemetry
{
    /// <summary>The name of the activity source, of the meter and of the log category: <c>SeedanceGen</c>.</summary>
    public const string Name = "SeedanceGen";
}
