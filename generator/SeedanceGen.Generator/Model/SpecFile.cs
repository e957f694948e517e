namespace SeedanceGen.Generator.Model;

/// <summary>A YAML file by its content: a new object for the same text changes nothing.</summary>
internal sealed record SpecFile(string Path, string Text);
