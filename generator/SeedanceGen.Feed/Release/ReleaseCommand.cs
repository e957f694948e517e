using SeedanceGen.Feed.Feeds;
using SeedanceGen.Feed.Gate;
using SeedanceGen.Feed.Packing;
using SeedanceGen.SpecChange;
using SeedanceGen.SpecChange.Comparison;
using SeedanceGen.SpecChange.Steps;

namespace SeedanceGen.Feed.Release;

/// <summary>From an edited description to packages in the feed.</summary>
internal sealed class ReleaseCommand(House house, PackageFeed feed, FeedCommandLine line, TimeProvider time, TextWriter output)
{
    public async Task RunAsync()
    {
        await output.WriteLineAsync("Linting (Spectral, Redocly) …");
        SpecTools.Lint(house.Root);
        var work = Directory.CreateTempSubdirectory("seedance-release-");
        try
        {
            var last = await LastRelease.FindAsync(house, feed, work.FullName);
            await output.WriteLineAsync($"Generating, building ({SnapshotNames.JudgedFramework}) and comparing with {last.Name} …");
            var comparisons = await JudgeAsync(last);
            var step = line.As ?? comparisons.Values.Select(comparison => comparison.Verdict).DefaultIfEmpty(Verdict.Patch).Max();
            var next = ReleaseVersion.Next(last.Version, last.IsInFeed, comparisons.Values, step, house.Version());
            await output.WriteLineAsync($"Next version: {next}, after {last.Name}.");

            await TestAsync();

            // The files say what is in the feed, so they are put back when it does not get there.
            var changelog = await File.ReadAllTextAsync(house.Changelog);
            var version = house.WriteVersion(next);
            try
            {
                await File.WriteAllTextAsync(house.Changelog, Changelog.With(changelog, next, time.GetUtcNow(), comparisons));
                await new PackCommand(house, feed, output).RunAsync(line.Prerelease is null ? next : house.Version(line.Prerelease));
            }
            catch
            {
                await File.WriteAllTextAsync(house.VersionFile, version);
                await File.WriteAllTextAsync(house.Changelog, changelog);
                throw;
            }
        }
        finally
        {
            work.Delete(recursive: true);
        }

        await output.WriteLineAsync("Now read and commit: the YAML, SeedanceApi.g.cs, the snapshots, src/Version.props, CHANGELOG.md (a draft).");
    }

    /// <summary>Builds and compares one library after the other, the SDK first: what is generated fails before what is written on top of it.</summary>
    private async Task<SortedDictionary<string, SurfaceComparison>> JudgeAsync(LastRelease last)
    {
        var comparisons = new SortedDictionary<string, SurfaceComparison>(StringComparer.Ordinal);
        foreach (var id in house.Packages.Where(last.Surfaces.ContainsKey))
        {
            Tool.Run(house.Root, "dotnet", ["build", Path.Combine("src", id, id + ".csproj"), "-f", SnapshotNames.JudgedFramework, .. Packer.BuildOptions]);
            var comparison = SurfaceComparison.Between(
                last.Surfaces[id], PackageSurfaces.OfAssembly(house.PathOf("src", id, "bin", "Release", SnapshotNames.JudgedFramework, id + ".dll")));
            await output.WriteLineAsync($"\n{id}");
            foreach (var text in comparison.Report())
                await output.WriteLineAsync(text);
            if (line.As is { } step && comparison.Verdict > step)
                throw SurfaceGate.Refusal(id, last.Name, step, comparison);
            comparisons[id] = comparison;
        }

        return comparisons;
    }

    /// <summary>The snapshots follow the description here, as the difference has just been printed; never on CI, which commits nothing.</summary>
    private async Task TestAsync()
    {
        IReadOnlyList<string> projects = line.Tests.Count > 0 ? line.Tests : ["SeedanceGen.sln"];
        var isCi = Environment.GetEnvironmentVariable("CI") is not (null or "" or "false");
        foreach (var project in projects)
        {
            await output.WriteLineAsync($"Testing {project} …");
            Tool.Run(house.Root, new Dictionary<string, string> { ["SEEDANCE_ACCEPT_SNAPSHOTS"] = isCi ? "" : "1" }, "dotnet", ["test", project, .. Packer.BuildOptions]);
        }
    }
}
