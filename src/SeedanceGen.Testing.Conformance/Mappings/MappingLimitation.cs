namespace SeedanceGen.Testing.Conformance;

/// <summary>Something that the mock does and a mapping cannot express.</summary>
/// <param name="MockBehavior">What the mock does.</param>
/// <param name="MappingBehavior">What a server with the exported mappings does in its place.</param>
public sealed record MappingLimitation(string MockBehavior, string MappingBehavior)
{
    /// <summary>Both on one line.</summary>
    public override string ToString() => $"{MockBehavior}: {MappingBehavior}";
}
