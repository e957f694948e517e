namespace SeedanceGen.Testing.Conformance;

/// <summary>The result of an export.</summary>
/// <param name="Files">The full paths of the mapping files, one mapping in each.</param>
/// <param name="Limitations">What the mock does and these mappings do not.</param>
public sealed record MappingExport(IReadOnlyList<string> Files, IReadOnlyList<MappingLimitation> Limitations);
