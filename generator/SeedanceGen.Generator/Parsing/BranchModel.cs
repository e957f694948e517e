namespace SeedanceGen.Generator.Parsing;

/// <summary>A branch of <c>oneOf</c> or <c>anyOf</c>.</summary>
/// <param name="Node">Its place.</param>
/// <param name="Schema">What it says.</param>
/// <param name="Values">The properties of which it lists the texts.</param>
internal sealed record BranchModel(SpecNode Node, FlatSchema Schema, Dictionary<string, IReadOnlyList<SpecScalar>> Values)
{
    public IReadOnlyList<SpecScalar> ValuesOf(string field) => Values.TryGetValue(field, out var values) ? values : [];
}
