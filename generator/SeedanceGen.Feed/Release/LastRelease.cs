using NuGet.Versioning;
using SeedanceGen.Feed.Feeds;
using SeedanceGen.Feed.Gate;
using SeedanceGen.SpecChange;
using SeedanceGen.SpecChange.Steps;

namespace SeedanceGen.Feed.Release;

/// <summary>What a new version is compared with.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Name">What it is called in messages.</param>
/// <param name="IsInFeed">Whether users can have it.</param>
/// <param name="Surfaces">What its users see, by package.</param>
internal sealed record LastRelease(NuGetVersion Version, string Name, bool IsInFeed, IReadOnlyDictionary<string, Surface> Surfaces)
{
    /// <summary>The last version in the feed; in an empty feed, what the last commit says was accepted.</summary>
    public static async Task<LastRelease> FindAsync(House house, PackageFeed feed, string folder)
    {
        var baseline = await Baseline.OfAsync(feed, house.Packages, new NuGetVersion(int.MaxValue, 0, 0), folder);
        if (Baseline.Last(baseline.Packages.Values.Select(package => package.Version)) is { } last)
            return new LastRelease(last, $"{last}, the last version in the feed", true, PackageSurfaces.Of(baseline.Packages.Values));

        const string Commit = "HEAD";
        var version = House.ReadVersion(Tool.Run(house.Root, "git", "show", $"{Commit}:src/Version.props"));
        return new LastRelease(version, $"{version} as the last commit has it, because the feed is empty", false, Accepted(house, Commit));
    }

    private static Dictionary<string, Surface> Accepted(House house, string commit)
    {
        var surfaces = new Dictionary<string, Surface>(StringComparer.Ordinal) { [House.Sdk] = AcceptedSurface.OfCommit(house.Root, commit) };
        foreach (var id in house.Packages.Where(id => id != House.Sdk))
        {
            var listing = $"{SnapshotNames.Folder}/{SnapshotNames.Api(id, SnapshotNames.JudgedFramework)}";
            if (Tool.Run(house.Root, "git", "ls-tree", "--name-only", commit, "--", listing).Length > 0)
                surfaces[id] = new Surface(Tool.Run(house.Root, "git", "show", $"{commit}:{listing}"), "", new Dictionary<string, string>());
        }

        return surfaces;
    }
}
