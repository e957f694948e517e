namespace SeedanceGen.Testing.Conformance;

/// <summary>What an export wrote, and what it could not say.</summary>
/// <param name="Files">The full paths of the mapping files, one mapping in each.</param>
/// <param name="NotExpressible">What the mock does and these mappings do not.</param>
public sealed record MappingExport(IReadOnlyList<string> Files, IReadOnlyList<MappingLimitation> NotExpressible);
