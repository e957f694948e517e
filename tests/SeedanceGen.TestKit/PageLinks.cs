using System.Text.RegularExpressions;

namespace SeedanceGen.TestKit;

/// <summary>The links of a documentation page that stay in the repository or in the package.</summary>
public static partial class PageLinks
{
    /// <summary>The relative links and images outside of code.</summary>
    public static IEnumerable<string> Of(string text) =>
        Link().Matches(Code().Replace(text, string.Empty)).Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal));

    [GeneratedRegex(@"(?ms)^ *```.*?^ *```|`[^`\n]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
