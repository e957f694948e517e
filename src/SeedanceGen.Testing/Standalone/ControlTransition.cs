namespace SeedanceGen.Testing.Standalone;

/// <summary>A job entered a status.</summary>
internal sealed record ControlTransition(string Status, DateTimeOffset Timestamp);
