namespace SeedanceGen.Testing.Host.Control;

/// <summary>A job entered a status.</summary>
internal sealed record ControlTransition(string Status, DateTimeOffset Timestamp);
