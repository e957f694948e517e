using NuGet.Versioning;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Release.Comparison;

/// <summary>All differences between two surfaces, and the version bump that they ask for together.</summary>
/// <param name="Changes">The differences, in the order of the listings.</param>
internal sealed record SurfaceComparison(IReadOnlyList<Change> Changes)
{
    private static readonly (ChangeArea Area, string Title)[] Titles =
    [
        (ChangeArea.Description, "Description"), (ChangeArea.PublicSurface, "Public surface"),
        (ChangeArea.AcceptedValues, "Accepted values"), (ChangeArea.Wire, "On the wire"),
    ];

    /// <summary>Whether both descriptions are known, so that a report without a change of them means that they say the same.</summary>
    public bool HasDescriptions { get; init; }

    public VersionBump Bump => Changes.Select(change => change.Bump).DefaultIfEmpty(VersionBump.Patch).Max();

    public static SurfaceComparison Between(PackageSurface accepted, PackageSurface current) => new(
    [
        .. DescriptionComparison.Between(accepted.Description, current.Description),
        .. ApiComparison.Between(accepted.Api, current.Api),
        .. RuleComparison.Between(accepted.Rules, current.Rules),
        .. WireComparison.Between(accepted.Wire, current.Wire, RuleComparison.ChangedFields(accepted.Rules, current.Rules)),
    ])
    {
        HasDescriptions = accepted.Description is not null && current.Description is not null,
    };

    /// <summary>What the command prints: each area with its changes, the worst first, then the verdict.</summary>
    public IEnumerable<string> Report()
    {
        foreach (var (area, title) in Titles.Where(area => HasDescriptions || area.Area != ChangeArea.Description))
        {
            var changes = Changes.Where(change => change.Area == area).OrderByDescending(change => change.Bump).ToList();
            yield return changes.Count == 0 ? $"{title}: no change" : $"{title}:";
            foreach (var change in changes)
                yield return change.Line;
        }

        var reason = Bump switch
        {
            VersionBump.Major => "something that works today may not work any more",
            VersionBump.Minor => "only additions",
            _ => "nothing that a program can notice",
        };
        yield return $"Verdict: {Bump.Name()} ({reason})";
    }
}

/// <summary>One difference that a user of a package can notice.</summary>
/// <param name="Bump">The part of the version that the difference raises.</param>
/// <param name="Area">Where it shows.</param>
/// <param name="Text">What is different.</param>
internal sealed record Change(VersionBump Bump, ChangeArea Area, string Text)
{
    /// <summary>The change as a line of a listing.</summary>
    public string Line => $"  {Bump.Name()}  {Text}";
}

/// <summary>The part of the version that a change raises, by semantic versioning.</summary>
internal enum VersionBump
{
    /// <summary>Nothing that a program can notice.</summary>
    Patch,

    /// <summary>Only additions.</summary>
    Minor,

    /// <summary>Something that works today may not work any more.</summary>
    Major,
}

/// <summary>Where a change shows.</summary>
internal enum ChangeArea
{
    /// <summary>What the service accepts, responds with and sends, by its description.</summary>
    Description,

    /// <summary>What code is compiled against.</summary>
    PublicSurface,

    /// <summary>What a model accepts.</summary>
    AcceptedValues,

    /// <summary>What is sent.</summary>
    Wire,
}

/// <summary>How bumps are printed and applied.</summary>
internal static class VersionBumps
{
    public static string Name(this VersionBump bump) => bump switch
    {
        VersionBump.Major => "major",
        VersionBump.Minor => "minor",
        _ => "patch",
    };

    /// <summary>The bump between two versions.</summary>
    public static VersionBump Between(NuGetVersion old, NuGetVersion current) =>
        current.Major != old.Major ? VersionBump.Major
        : current.Minor != old.Minor ? VersionBump.Minor
        : VersionBump.Patch;

    /// <summary>The version that a bump leads to.</summary>
    public static NuGetVersion Bump(this NuGetVersion old, VersionBump bump) => bump switch
    {
        VersionBump.Major => new NuGetVersion(old.Major + 1, 0, 0),
        VersionBump.Minor => new NuGetVersion(old.Major, old.Minor + 1, 0),
        _ => new NuGetVersion(old.Major, old.Minor, old.Patch + 1),
    };
}
