using NuGet.Versioning;
using SeedanceGen.Release.Comparison;
using SeedanceGen.Release.Packages;
using SeedanceGen.Release.Repository;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Release.Commands;

/// <summary>What the release command is asked for.</summary>
/// <param name="Prerelease">The label of a pre-release, if it is one.</param>
/// <param name="Bump">The bump of the version; null for the one that the surface asks for.</param>
/// <param name="Tests">The test projects to run; all when empty.</param>
internal sealed record ReleaseOptions(string? Prerelease, VersionBump? Bump, IReadOnlyList<string> Tests);

/// <summary>From an edited description to packages in the feed.</summary>
internal sealed class ReleaseCommand(
    RepositoryLayout repository, PackageFeed feed, ReleaseOptions options, TimeProvider time, TextWriter output)
{
    public async Task RunAsync()
    {
        await output.WriteLineAsync("Linting (Spectral, Redocly) …");
        SpecLinters.Run(repository);
        var work = Directory.CreateTempSubdirectory("seedance-release-");
        try
        {
            var last = await LastRelease.FindAsync(repository, feed, work.FullName);
            await output.WriteLineAsync($"Generating, building ({SnapshotNames.ComparedFramework}) and comparing with {last.Name} …");
            var comparisons = await CompareAsync(last);
            var next = last.Next(comparisons.Values, options.Bump, repository.Version());
            await output.WriteLineAsync($"Next version: {next}, after {last.Name}.");

            await TestAsync();
            await PackAsync(next, comparisons);
        }
        finally
        {
            work.Delete(recursive: true);
        }

        await output.WriteLineAsync(
            "Now read and commit: the YAML, SeedanceApi.g.cs, the snapshots, src/Version.props, CHANGELOG.md (a draft).");
    }

    /// <summary>
    /// Builds and compares the libraries in turn. The SDK is first: generated code fails before the code that depends on it.
    /// </summary>
    private async Task<SortedDictionary<string, SurfaceComparison>> CompareAsync(LastRelease last)
    {
        var comparisons = new SortedDictionary<string, SurfaceComparison>(StringComparer.Ordinal);
        foreach (var id in repository.Packages.Where(last.Surfaces.ContainsKey))
        {
            var assembly = repository.Build(id, SnapshotNames.ComparedFramework, Packer.Configuration, Packer.BuildOptions);
            var surface = PackageSurface.Of(assembly) with { Description = id == RepositoryLayout.Sdk ? repository.Description() : null };
            var comparison = SurfaceComparison.Between(last.Surfaces[id], surface);
            await output.WriteLineAsync($"\n{id}");
            foreach (var text in comparison.Report())
                await output.WriteLineAsync(text);
            if (options.Bump is { } bump && comparison.Bump > bump)
                throw PushGate.VersionTooLow(id, last.Name, bump, comparison);
            comparisons[id] = comparison;
        }

        return comparisons;
    }

    /// <summary>
    /// Runs the tests. The snapshots follow the description here, because the difference has just been printed; not on CI, which commits
    /// nothing.
    /// </summary>
    private async Task TestAsync()
    {
        IReadOnlyList<string> projects = options.Tests.Count > 0 ? options.Tests : ["SeedanceGen.sln"];
        var isCi = Environment.GetEnvironmentVariable("CI") is not (null or "" or "false");
        var environment = new Dictionary<string, string> { ["SEEDANCE_ACCEPT_SNAPSHOTS"] = isCi ? "" : "1" };
        foreach (var project in projects)
        {
            await output.WriteLineAsync($"Testing {project} …");
            ExternalProgram.Run(
                repository.Root, environment, "dotnet",
                ["test", project, "-c", Packer.Configuration, "-v", "q", "-nologo", .. Packer.BuildOptions]);
        }
    }

    /// <summary>Writes version and changelog, and restores both when the packages do not get into the feed.</summary>
    private async Task PackAsync(NuGetVersion next, SortedDictionary<string, SurfaceComparison> comparisons)
    {
        var changelog = await File.ReadAllTextAsync(repository.Changelog);
        var version = repository.WriteVersion(next);
        try
        {
            await File.WriteAllTextAsync(repository.Changelog, Changelog.With(changelog, next, time.GetUtcNow(), comparisons));
            var packed = options.Prerelease is null ? next : repository.Version(options.Prerelease);
            await new PackCommand(repository, feed, output).RunAsync(packed);
        }
        catch
        {
            await File.WriteAllTextAsync(repository.VersionFile, version);
            await File.WriteAllTextAsync(repository.Changelog, changelog);
            throw;
        }
    }
}

/// <summary>Packs everything, compares it with what the feed has, and adds it.</summary>
internal sealed class PackCommand(RepositoryLayout repository, PackageFeed feed, TextWriter output)
{
    public async Task RunAsync(NuGetVersion version)
    {
        var work = Directory.CreateTempSubdirectory("seedance-feed-");
        try
        {
            var baseline = await Baseline.DownloadAsync(feed, repository.Packages, version, work.CreateSubdirectory("baseline").FullName);
            await output.WriteLineAsync($"Packing {version} …");
            var staging = work.CreateSubdirectory("packages").FullName;
            var packages = Packer.Pack(repository, version, staging, baseline.FolderForValidation, output);
            await new PushGate(feed, output).PushAsync(packages, baseline);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }
}

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
            return new LastRelease(last, $"{last}, the last version in the feed", true, Described(repository, baseline));

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

    /// <summary>The surfaces of the packages; the SDK's with the API description of the commit that it was packed from.</summary>
    private static Dictionary<string, PackageSurface> Described(RepositoryLayout repository, Baseline baseline)
    {
        var surfaces = new Dictionary<string, PackageSurface>(PackageFile.Surfaces(baseline.Packages.Values), StringComparer.Ordinal);
        if (surfaces.TryGetValue(RepositoryLayout.Sdk, out var sdk) && baseline.Packages[RepositoryLayout.Sdk].Commit is { } commit)
            surfaces[RepositoryLayout.Sdk] = sdk with { Description = PackageSurface.DescriptionOfCommit(repository, commit) };
        return surfaces;
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
