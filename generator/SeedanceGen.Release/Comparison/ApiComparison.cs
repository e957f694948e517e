using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Release.Comparison;

/// <summary>
/// Compares two listings of the public API. A removed line breaks code that uses the member. An added line does not, except where users
/// implement an interface or must set a member. In doubt the bump is major.
/// </summary>
internal static class ApiComparison
{
    /// <summary>Attributes that advise; all others change how code compiles or is read.</summary>
    private static readonly string[] Advice = ["[Obsolete", "[EditorBrowsable", "[StringSyntax"];

    public static IEnumerable<Change> Between(string accepted, string current)
    {
        var old = PackageSurface.Lines(accepted);
        var now = PackageSurface.Lines(current);
        var known = old.ToHashSet(StringComparer.Ordinal);
        foreach (var line in old.Except(now))
            yield return new Change(IsAdvice(line) ? VersionBump.Minor : VersionBump.Major, ChangeArea.PublicSurface, "- " + line);
        foreach (var line in now.Except(old))
            yield return new Change(Breaks(line, known) ? VersionBump.Major : VersionBump.Minor, ChangeArea.PublicSurface, "+ " + line);
    }

    private static bool Breaks(string line, HashSet<string> known)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var (kind, type, fact) = (line[..space], line[(space + 1)..colon], line[(colon + 2)..]);
        var typeIs = known.FirstOrDefault(other => other.StartsWith($"type {type}: ", StringComparison.Ordinal));
        if (typeIs is null)
            return false;

        var isInterface = typeIs.EndsWith(": interface", StringComparison.Ordinal)
            || typeIs.Contains(": interface where", StringComparison.Ordinal);
        return kind switch
        {
            // When a type becomes another kind of type, its old line is removed, and that already counts as a break.
            "member" when isInterface => !fact.StartsWith("default ", StringComparison.Ordinal),
            "member" => fact.Contains(" required ", StringComparison.Ordinal) || fact.Contains(" abstract ", StringComparison.Ordinal),
            "implements" => isInterface,
            "attribute" => !IsAdvice(line)
                && (fact.IndexOf(" on ", StringComparison.Ordinal) is not (>= 0 and var on)
                    || known.Contains($"member {type}: {fact[(on + 4)..]}")),
            _ => false,
        };
    }

    private static bool IsAdvice(string line) => line.StartsWith("attribute ", StringComparison.Ordinal)
        && Advice.Any(name => line.Contains(": " + name, StringComparison.Ordinal));
}
