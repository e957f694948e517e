using SeedanceGen.Analyzers.Acceptance.Values;

namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>A rule about one value: what an <c>Accepted…</c> attribute of the SDK says.</summary>
/// <param name="words">What is accepted, in the SDK's own words.</param>
internal abstract class ValueRule(string words)
{
    /// <summary>What is accepted, in the words of the SDK: they follow "accepts".</summary>
    public string Words { get; } = words;

    /// <summary>Whether the value is fine; a kind of value that the rule is not about is.</summary>
    public abstract bool Accepts(KnownValue value);
}
