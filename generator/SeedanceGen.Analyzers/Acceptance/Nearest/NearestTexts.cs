using Microsoft.CodeAnalysis;
using SeedanceGen.Analyzers.Acceptance.Rules;
using SeedanceGen.Analyzers.Acceptance.Values;

namespace SeedanceGen.Analyzers.Acceptance.Nearest;

/// <summary>The accepted texts, or the members that stand for them: those first that are most like what was written.</summary>
internal static class NearestTexts
{
    public static (ReplacementKind Kind, IEnumerable<string> Replacements) Of(KnownValue value, TextSetRule set, ITypeSymbol type)
    {
        var written = set.Members.IsEmpty ? set.Texts : set.Members;
        var compared = value.Member is null ? set.Texts : set.Members;
        var given = value.Member ?? value.Text ?? string.Empty;
        var sorted = written
            .Zip(compared, (replacement, text) => (replacement, distance: Likeness.Distance(text, given)))
            .OrderBy(candidate => candidate.distance)
            .Select(candidate => candidate.replacement);
        return (KindOf(set, type), sorted);
    }

    private static ReplacementKind KindOf(TextSetRule set, ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return ReplacementKind.Expression;
        }

        return set.Members.IsEmpty ? ReplacementKind.Text : ReplacementKind.Member;
    }
}
