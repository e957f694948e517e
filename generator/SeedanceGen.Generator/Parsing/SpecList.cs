using SeedanceGen.Generator.Diagnostics;

namespace SeedanceGen.Generator.Parsing;

/// <summary>A sequence.</summary>
internal sealed class SpecList(IReadOnlyList<SpecNode> items, SpecSpan span) : SpecNode(span)
{
    public IReadOnlyList<SpecNode> Items { get; } = items;

    public override string Description => "a list";
}
