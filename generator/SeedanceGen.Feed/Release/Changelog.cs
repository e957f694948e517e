using System.Globalization;
using System.Text;
using NuGet.Versioning;
using SeedanceGen.SpecChange.Comparison;

namespace SeedanceGen.Feed.Release;

/// <summary>The changelog, newest first. An entry is drafted from the surface, for a person to put into words.</summary>
internal static class Changelog
{
    private static readonly (Verdict Verdict, string Title)[] Parts =
    [
        (Verdict.Major, "Breaking"), (Verdict.Minor, "New"), (Verdict.Patch, "Other"),
    ];

    /// <summary>The changelog with an entry for a version; the same text when it has one.</summary>
    public static string With(string changelog, NuGetVersion version, DateTimeOffset date, IReadOnlyDictionary<string, SurfaceComparison> comparisons)
    {
        if (changelog.Contains($"\n## {version}\n", StringComparison.Ordinal) || changelog.Contains($"\n## {version} ", StringComparison.Ordinal))
            return changelog;
        var first = changelog.IndexOf("\n## ", StringComparison.Ordinal);
        var place = first < 0 ? changelog.Length : first + 1;
        return changelog[..place] + Entry(version, date, comparisons) + changelog[place..];
    }

    private static string Entry(NuGetVersion version, DateTimeOffset date, IReadOnlyDictionary<string, SurfaceComparison> comparisons)
    {
        var entry = new StringBuilder();
        entry.Append(CultureInfo.InvariantCulture, $"## {version} ({date:yyyy-MM-dd})\n\n");
        var changes = comparisons.SelectMany(pair => pair.Value.Changes.Select(change => (Package: pair.Key, Change: change))).ToList();
        foreach (var (verdict, title) in Parts)
        {
            var lines = changes.Where(pair => pair.Change.Verdict == verdict).ToList();
            if (lines.Count == 0)
                continue;
            entry.Append(CultureInfo.InvariantCulture, $"### {title}\n\n");
            foreach (var (package, change) in lines)
                entry.Append(CultureInfo.InvariantCulture, $"- {package}, {Words(change.Area)}: `{change.Text}`\n");
            entry.Append('\n');
        }

        if (changes.Count == 0)
            entry.Append("Nothing that a program can notice.\n\n");
        return entry.ToString();
    }

    private static string Words(Area area) => area switch
    {
        Area.AcceptedValues => "accepted values",
        Area.Wire => "on the wire",
        _ => "public surface",
    };
}
