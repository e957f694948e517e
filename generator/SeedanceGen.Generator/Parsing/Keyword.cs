namespace SeedanceGen.Generator.Parsing;

/// <summary>A keyword of a schema.</summary>
/// <param name="Key">The keyword with its place.</param>
/// <param name="Value">What it says.</param>
/// <param name="Owner">The component that it stands in; null when it is written in place.</param>
internal sealed record Keyword(SpecScalar Key, SpecNode Value, string? Owner)
{
    public string Name => Key.Text;
}
