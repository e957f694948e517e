using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using SeedanceGen.Rules;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>How a replacement is written.</summary>
internal enum ReplacementKind
{
    /// <summary>As it is: a number or a truth value.</summary>
    Expression,

    /// <summary>As a string literal.</summary>
    Text,

    /// <summary>As a member of the enumeration that is wanted: a static property of an open one, a constant of a C# one.</summary>
    Member,
}

/// <summary>What a fix may write instead of a value that is not accepted: the analyzer knows the rules, the fix only writes.</summary>
internal static class Replacements
{
    /// <summary>The property of the diagnostic that holds the replacements, nearest first.</summary>
    public const string Key = "Replacements";

    /// <summary>The property of the diagnostic that says what the replacements are: a <see cref="ReplacementKind"/>.</summary>
    public const string KindKey = "ReplacementKind";

    /// <summary>Separates the replacements: no number, name or accepted text holds it.</summary>
    public const char Separator = '\n';

    private const string SchemeEnd = "://";

    /// <param name="value">The value that is not accepted.</param>
    /// <param name="rules">The rules that reject it.</param>
    /// <param name="isAccepted">Whether other rules accept a number, a text or a truth value; null when there are none.</param>
    public static ImmutableDictionary<string, string?> Of(
        KnownValue value, ParameterRules rules, Func<object, bool>? isAccepted = null)
    {
        var (kind, found) = Find(value, rules);
        var replacements = isAccepted is null
            ? found
            : found.Where(text => ValueOf(text, kind, rules.Value) is { } replacement && isAccepted(replacement)).ToList();
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
                ? (ReplacementKind.Member, NearestNumbers.MembersOf(enumeration, number, rules.Value))
                : (ReplacementKind.Expression, NearestNumbers.Of(number, rules));
        }

        if (rules.Value.Texts.Length > 0)
            return (KindOf(rules), NearestTexts.Of(value, rules.Value));

        var links = rules.Value.IsUri ? WithOtherScheme(value.Text ?? string.Empty, rules.Value) : [];
        return (ReplacementKind.Text, links.Where(link => rules.Value.BrokenBy(RuleValue.Of(link)) == RuleKeywords.None));
    }

    /// <summary>What a replacement means when it is sent; null for a member that has no text.</summary>
    private static object? ValueOf(string replacement, ReplacementKind kind, RuleNode rules) => kind switch
    {
        ReplacementKind.Text => replacement,
        ReplacementKind.Member => rules.Texts.ElementAtOrDefault(Array.IndexOf(rules.Members, replacement)),
        _ when bool.TryParse(replacement, out var flag) => flag,
        _ => double.TryParse(replacement.TrimEnd('m', 'f'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null,
    };

    private static ReplacementKind KindOf(ParameterRules rules) => rules.ValueType.SpecialType == SpecialType.System_Boolean
        ? ReplacementKind.Expression
        : rules.Value.Members.Length == 0 ? ReplacementKind.Text : ReplacementKind.Member;

    /// <summary>The same URL with each accepted scheme; none when the text is not a URL with a scheme at all.</summary>
    private static IEnumerable<string> WithOtherScheme(string text, RuleNode rules)
    {
        var end = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        return end <= 0 ? [] : rules.Patterns.SelectMany(pattern => pattern.Schemes).Select(scheme => scheme + text.Substring(end));
    }
}
