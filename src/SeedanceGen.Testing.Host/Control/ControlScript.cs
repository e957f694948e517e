namespace SeedanceGen.Testing.Host.Control;

/// <summary>A fault that was scripted, and how often it was played.</summary>
internal sealed record ControlScript(string Script, int CallCount);
