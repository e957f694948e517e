using System.Globalization;
using System.Text;
using NuGet.Versioning;
using SeedanceGen.Release.Comparison;

namespace SeedanceGen.Release.Commands;

/// <summary>The changelog, newest entry first. The command drafts an entry from the comparison; a maintainer edits it.</summary>
internal static class Changelog
{
    private static readonly (VersionBump Bump, string Title)[] Parts =
    [
        (VersionBump.Major, "Breaking"), (VersionBump.Minor, "New"), (VersionBump.Patch, "Other"),
    ];

    /// <summary>The changelog with an entry for a version. A version that has an entry keeps it.</summary>
    public static string With(
        string changelog, NuGetVersion version, DateTimeOffset date, IReadOnlyDictionary<string, SurfaceComparison> comparisons)
    {
        if (changelog.Contains($"\n## {version}\n", StringComparison.Ordinal)
            || changelog.Contains($"\n## {version} ", StringComparison.Ordinal))
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
        foreach (var (bump, title) in Parts)
        {
            var lines = changes.Where(pair => pair.Change.Bump == bump).ToList();
            if (lines.Count == 0)
                continue;
            entry.Append(CultureInfo.InvariantCulture, $"### {title}\n\n");
            foreach (var (package, change) in lines)
                entry.Append(CultureInfo.InvariantCulture, $"- {package}, {Name(change.Area)}: `{change.Text}`\n");
            entry.Append('\n');
        }

        if (changes.Count == 0)
            entry.Append("Nothing that a program can notice.\n\n");
        return entry.ToString();
    }

    private static string Name(ChangeArea area) => area switch
    {
        ChangeArea.AcceptedValues => "accepted values",
        ChangeArea.Wire => "on the wire",
        _ => "public surface",
    };
}
