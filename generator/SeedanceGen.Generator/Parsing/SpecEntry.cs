namespace SeedanceGen.Generator.Parsing;

/// <summary>A key of a mapping with its value.</summary>
internal sealed record SpecEntry(SpecScalar Key, SpecNode Value);
