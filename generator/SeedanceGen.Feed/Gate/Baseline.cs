using NuGet.Versioning;
using SeedanceGen.Feed.Feeds;
using SeedanceGen.Feed.Packing;
using SeedanceGen.SpecChange.Comparison;

namespace SeedanceGen.Feed.Gate;

/// <summary>For each package the version that a new one is judged by: the highest in the feed below it. Pre-releases promise nothing.</summary>
/// <param name="Folder">Holds each as <c>id.nupkg</c>.</param>
/// <param name="Packages">By id; a new package has none.</param>
/// <param name="Version">The version that is judged.</param>
internal sealed record Baseline(string Folder, IReadOnlyDictionary<string, PackedPackage> Packages, NuGetVersion Version)
{
    /// <summary>The folder for the SDK's package validation; one with nothing in it when a major version may break what it likes.</summary>
    public string ForValidation => Packages.Values.Any(package => VersionStep.Between(package.Version, Version) == Verdict.Major) ? "" : Folder;

    public static async Task<Baseline> OfAsync(PackageFeed feed, IEnumerable<string> ids, NuGetVersion version, string folder)
    {
        var packages = new Dictionary<string, PackedPackage>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (Last(await feed.VersionsAsync(id), version) is not { } last)
                continue;
            packages[id] = new PackedPackage(id, last, Path.Combine(folder, id + ".nupkg"));
            await feed.DownloadAsync(id, last, packages[id].File);
        }

        return new Baseline(folder, packages, version);
    }

    public static NuGetVersion? Last(IEnumerable<NuGetVersion> versions, NuGetVersion? below = null) =>
        versions.Where(version => !version.IsPrerelease && (below is null || version < below)).Max();
}
