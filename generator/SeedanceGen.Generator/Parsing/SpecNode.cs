using SeedanceGen.Generator.Diagnostics;

namespace SeedanceGen.Generator.Parsing;

/// <summary>A part of the YAML with its place.</summary>
internal abstract class SpecNode(SpecSpan span)
{
    public SpecSpan Span { get; } = span;

    /// <summary>What it is, in words.</summary>
    public abstract string Description { get; }
}
