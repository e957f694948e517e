namespace SeedanceGen.Testing.Standalone;

/// <summary>A fault that was scripted.</summary>
internal sealed record ControlScript(string Script);
