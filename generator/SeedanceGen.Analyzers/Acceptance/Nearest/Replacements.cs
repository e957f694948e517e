using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SeedanceGen.Analyzers.Acceptance.Rules;
using SeedanceGen.Analyzers.Acceptance.Values;

namespace SeedanceGen.Analyzers.Acceptance.Nearest;

/// <summary>What a fix may write instead of a value that is not accepted: the analyzer knows the rules, the fix only writes.</summary>
internal static class Replacements
{
    /// <summary>The property of the diagnostic that holds the replacements, nearest first.</summary>
    public const string Key = "Replacements";

    /// <summary>The property of the diagnostic that says what the replacements are: a <see cref="ReplacementKind"/>.</summary>
    public const string KindKey = "ReplacementKind";

    /// <summary>Separates the replacements: no number, name or accepted text holds it.</summary>
    public const char Separator = '\n';

    public static ImmutableDictionary<string, string?> Of(KnownValue value, ParameterRules rules)
    {
        var (kind, replacements) = Find(value, rules);
        return replacements.Any()
            ? ImmutableDictionary<string, string?>.Empty
                .Add(Key, string.Join(Separator.ToString(), replacements))
                .Add(KindKey, kind.ToString())
            : ImmutableDictionary<string, string?>.Empty;
    }

    private static (ReplacementKind Kind, IEnumerable<string> Replacements) Find(KnownValue value, ParameterRules rules)
    {
        if (value.Number is { } number)
        {
            return rules.ValueType is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration
                ? (ReplacementKind.Member, NearestMembers.Of(number, rules, enumeration))
                : (ReplacementKind.Expression, NearestNumbers.Of(number, rules));
        }

        var set = rules.Values.OfType<TextSetRule>().FirstOrDefault();
        if (set is not null)
        {
            return NearestTexts.Of(value, set, rules.ValueType);
        }

        var links = rules.Values.OfType<UrlRule>().SelectMany(rule => rule.Near(value.Text ?? string.Empty));
        return (ReplacementKind.Text, links.Where(link => rules.BrokenBy(KnownValue.OfText(value.Syntax, link)) is null));
    }
}
