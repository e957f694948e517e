using NuGet.Versioning;
using SeedanceGen.Release.Comparison;
using SeedanceGen.Release.Packages;
using SeedanceGen.Release.Repository;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Release.Commands;

/// <summary>The release that a new version is compared with, and comes after.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Name">What it is called in messages.</param>
/// <param name="IsInFeed">Whether users can install it.</param>
/// <param name="Surfaces">The surfaces of its packages, by id.</param>
internal sealed record LastRelease(NuGetVersion Version, string Name, bool IsInFeed, IReadOnlyDictionary<string, PackageSurface> Surfaces)
{
    /// <summary>The last version in the feed; with an empty feed, the version and the snapshots of the last commit.</summary>
    public static async Task<LastRelease> FindAsync(RepositoryLayout repository, PackageFeed feed, string folder)
    {
        var baseline = await Baseline.DownloadAsync(feed, repository.Packages, new NuGetVersion(int.MaxValue, 0, 0), folder);
        if (Baseline.Last(baseline.Packages.Values.Select(package => package.Version)) is { } last)
            return new LastRelease(last, $"{last}, the last version in the feed", true, PackageFile.Surfaces(baseline.Packages.Values));

        const string Commit = "HEAD";
        var version = RepositoryLayout.ReadVersion(ExternalProgram.Run(repository.Root, "git", "show", $"{Commit}:src/Version.props"));
        return new LastRelease(
            version, $"{version} as the last commit has it, because the feed is empty", false, Accepted(repository, Commit));
    }

    /// <summary>The version that comes next.</summary>
    /// <param name="comparisons">The changes since this release.</param>
    /// <param name="bump">The bump that was asked for; null for the one that the changes ask for.</param>
    /// <param name="written">The version in <c>src/Version.props</c>, which a person may have raised further.</param>
    public NuGetVersion Next(IReadOnlyCollection<SurfaceComparison> comparisons, VersionBump? bump, NuGetVersion written)
    {
        // A version that users do not have yet and that is unchanged is still to be released.
        var isUnreleased = !IsInFeed && comparisons.All(comparison => comparison.Changes.Count == 0);
        var needed = comparisons.Select(comparison => comparison.Bump).DefaultIfEmpty(VersionBump.Patch).Max();
        var next = isUnreleased ? Version : Version.Bump(bump ?? needed);
        return written > next ? written : next;
    }

    private static Dictionary<string, PackageSurface> Accepted(RepositoryLayout repository, string commit)
    {
        var surfaces = new Dictionary<string, PackageSurface>(StringComparer.Ordinal)
        {
            [RepositoryLayout.Sdk] = PackageSurface.OfCommit(repository, commit),
        };
        foreach (var id in repository.Packages.Where(id => id != RepositoryLayout.Sdk))
        {
            var listing = $"{SnapshotNames.Folder}/{SnapshotNames.Api(id, SnapshotNames.ComparedFramework)}";
            if (ExternalProgram.Run(repository.Root, "git", "ls-tree", "--name-only", commit, "--", listing).Length > 0)
                surfaces[id] = PackageSurface.OfApi(ExternalProgram.Run(repository.Root, "git", "show", $"{commit}:{listing}"));
        }

        return surfaces;
    }
}
