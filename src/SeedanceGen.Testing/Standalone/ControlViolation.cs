namespace SeedanceGen.Testing.Standalone;

/// <summary>Something that is wrong.</summary>
internal sealed record ControlViolation(string Kind, string Message);
