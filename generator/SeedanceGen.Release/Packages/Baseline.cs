using NuGet.Versioning;
using SeedanceGen.Release.Comparison;

namespace SeedanceGen.Release.Packages;

/// <summary>The packages that a new version is compared with: of each, the highest release in the feed below that version.</summary>
/// <param name="Folder">The folder that holds each package as <c>id.nupkg</c>.</param>
/// <param name="Packages">The packages by id; a package that the feed does not have yet is missing.</param>
/// <param name="Version">The new version.</param>
internal sealed record Baseline(string Folder, IReadOnlyDictionary<string, PackageFile> Packages, NuGetVersion Version)
{
    /// <summary>The folder for the SDK's package validation; empty for a major version, which may break users.</summary>
    public string FolderForValidation =>
        Packages.Values.Any(package => VersionBumps.Between(package.Version, Version) == VersionBump.Major) ? "" : Folder;

    public static async Task<Baseline> DownloadAsync(PackageFeed feed, IEnumerable<string> ids, NuGetVersion version, string folder)
    {
        var packages = new Dictionary<string, PackageFile>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (Last(await feed.VersionsAsync(id), version) is not { } last)
                continue;
            packages[id] = new PackageFile(id, last, Path.Combine(folder, id + ".nupkg"));
            await feed.DownloadAsync(id, last, packages[id].File);
        }

        return new Baseline(folder, packages, version);
    }

    /// <summary>The highest release. Pre-releases do not count, because they promise nothing.</summary>
    public static NuGetVersion? Last(IEnumerable<NuGetVersion> versions, NuGetVersion? below = null) =>
        versions.Where(version => !version.IsPrerelease && (below is null || version < below)).Max();
}
