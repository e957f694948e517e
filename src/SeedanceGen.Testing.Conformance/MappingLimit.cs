namespace SeedanceGen.Testing.Conformance;

/// <summary>Something that the mock does and a mapping cannot say.</summary>
/// <param name="What">What the mock does.</param>
/// <param name="Instead">What a server with the exported mappings does in its place.</param>
public sealed record MappingLimit(string What, string Instead)
{
    /// <summary>Both on one line.</summary>
    public override string ToString() => $"{What}: {Instead}";
}
