using System.Collections.Immutable;
using SeedanceGen.Analyzers.Acceptance.Values;

namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>One of a few texts, or of the static properties of an open enumeration that stand for them.</summary>
internal sealed class TextSetRule(ImmutableArray<string> texts, ImmutableArray<string> members, string words) : ValueRule(words)
{
    /// <summary>The accepted texts as they are sent.</summary>
    public ImmutableArray<string> Texts { get; } = texts;

    /// <summary>The static property for each of <see cref="Texts"/>; empty when the parameter is not an open enumeration.</summary>
    public ImmutableArray<string> Members { get; } = members;

    public override bool Accepts(KnownValue value) => value switch
    {
        { Member: { } member } => Members.IsEmpty || Members.Contains(member),
        { Text: { } text } => Texts.Contains(text),
        _ => true,
    };
}
