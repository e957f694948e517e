namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>How many values a parameter takes, and whether each only once.</summary>
internal sealed class CountRule(int minimum, int maximum, bool unique, string words)
{
    public int Minimum { get; } = minimum;

    public int Maximum { get; } = maximum;

    public bool Unique { get; } = unique;

    public string Words { get; } = words;
}
