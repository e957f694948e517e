using NuGet.Versioning;
using SeedanceGen.Release.Comparison;
using SeedanceGen.Release.Repository;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Release.Packages;

/// <summary>
/// Pushes packages to a feed: all that are new to it, or none when one of them is rejected. Before the push it compares the version with
/// the surface. The SDK's package validation has compared each package's binary surface already; this gate adds accepted values and the
/// wire format, and the rule that an addition is more than a patch.
/// </summary>
internal sealed class PushGate(PackageFeed feed, TextWriter output)
{
    public async Task PushAsync(IReadOnlyList<PackageFile> packages, Baseline baseline)
    {
        var additions = await FindAdditionsAsync(packages);
        CheckVersion(packages, baseline);
        foreach (var package in additions)
        {
            await feed.AddAsync(package);
            await output.WriteLineAsync($"{package.Id} {package.Version} → {feed}");
        }
    }

    /// <summary>The error that names each change that a larger bump of the version would have to announce.</summary>
    public static ReleaseException VersionTooLow(string version, string last, VersionBump bump, SurfaceComparison comparison)
    {
        var reasons = comparison.Changes.Where(change => change.Bump > bump).Select(change => change.Line);
        return new ReleaseException(ReleaseExitCode.LargerBumpNeeded, $"""
            {version} is rejected: it is a {bump.Name()} version after {last}, but the change is {comparison.Bump.Name()}:
            {string.Join('\n', reasons)}
            """);
    }

    /// <summary>
    /// The packages that the feed does not have. One that it has with the same contents is left from a push that broke off.
    /// </summary>
    private async Task<List<PackageFile>> FindAdditionsAsync(IReadOnlyList<PackageFile> packages)
    {
        var additions = new List<PackageFile>();
        foreach (var package in packages)
        {
            if (!(await feed.VersionsAsync(package.Id)).Contains(package.Version))
                additions.Add(package);
            else if (await HasSameAsync(package))
                await output.WriteLineAsync($"{package.Id} {package.Version} is in {feed} already, and is the same.");
            else
                throw new ReleaseException(
                    ReleaseExitCode.VersionExists,
                    $"{package.Id} {package.Version} is in {feed} with other contents, and a version is never overwritten. "
                    + "Raise src/Version.props (the release command does), or pack a pre-release: --prerelease LABEL.");
        }

        return additions;
    }

    private async Task<bool> HasSameAsync(PackageFile package)
    {
        var folder = Directory.CreateTempSubdirectory("seedance-present-");
        try
        {
            var present = Path.Combine(folder.FullName, "present.nupkg");
            await feed.DownloadAsync(package.Id, package.Version, present);
            return PackageFile.HaveSameContents(package.File, present);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void CheckVersion(IReadOnlyList<PackageFile> packages, Baseline baseline)
    {
        if (baseline.Packages.Count == 0)
        {
            output.WriteLine("The feed has no version to compare this one with.");
            return;
        }

        foreach (var (id, comparison) in Compare(PackageFile.Surfaces(baseline.Packages.Values), PackageFile.Surfaces(packages)))
        {
            var old = baseline.Packages[id].Version;
            var bump = VersionBumps.Between(old, baseline.Version);
            if (comparison.Bump > bump)
                throw VersionTooLow($"{id} {baseline.Version}", $"{old}, the last version in the feed", bump, comparison);
            output.WriteLine($"{id}: {old} → {baseline.Version} is {bump.Name()}, and the surface asks for {comparison.Bump.Name()}.");
        }
    }

    /// <summary>The differences by package. A removed package breaks its users; a new one has no users yet.</summary>
    private static SortedDictionary<string, SurfaceComparison> Compare(
        IReadOnlyDictionary<string, PackageSurface> accepted, IReadOnlyDictionary<string, PackageSurface> current) =>
        new(
            accepted.ToDictionary(
                pair => pair.Key,
                pair => current.TryGetValue(pair.Key, out var now)
                    ? SurfaceComparison.Between(pair.Value, now)
                    : new SurfaceComparison([new Change(VersionBump.Major, ChangeArea.PublicSurface, $"- package {pair.Key}")])),
            StringComparer.Ordinal);
}

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
