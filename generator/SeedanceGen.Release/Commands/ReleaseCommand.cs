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
            var comparison = SurfaceComparison.Between(last.Surfaces[id], PackageSurface.Of(assembly));
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
