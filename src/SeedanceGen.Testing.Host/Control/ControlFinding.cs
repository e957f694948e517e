namespace SeedanceGen.Testing.Host.Control;

/// <summary>Something that is wrong.</summary>
internal sealed record ControlFinding(string Kind, string Message);
