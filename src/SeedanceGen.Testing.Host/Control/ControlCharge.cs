namespace SeedanceGen.Testing.Host.Control;

/// <summary>One charge.</summary>
internal sealed record ControlCharge(string RequestId, int Credits, DateTimeOffset Timestamp);
