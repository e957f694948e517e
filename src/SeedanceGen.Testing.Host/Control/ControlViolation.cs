namespace SeedanceGen.Testing.Host.Control;

/// <summary>Something that is wrong.</summary>
internal sealed record ControlViolation(string Kind, string Message);
