using NuGet.Versioning;
using SeedanceGen.Feed.Feeds;
using SeedanceGen.Feed.Gate;

namespace SeedanceGen.Feed.Packing;

/// <summary>Packs everything, judges it against what the feed has, and adds all of it or nothing.</summary>
internal sealed class PackCommand(House house, PackageFeed feed, TextWriter output)
{
    public async Task RunAsync(NuGetVersion version)
    {
        var work = Directory.CreateTempSubdirectory("seedance-feed-");
        try
        {
            var baseline = await Baseline.OfAsync(feed, house.Packages, version, work.CreateSubdirectory("baseline").FullName);
            await output.WriteLineAsync($"Packing {version} …");
            var packages = Packer.Pack(house, version, work.CreateSubdirectory("packages").FullName, baseline.ForValidation);
            var news = await NewOnesAsync(packages, work.CreateSubdirectory("present").FullName);
            SurfaceGate.Check(packages, baseline, output);
            foreach (var package in news)
            {
                await feed.AddAsync(package);
                await output.WriteLineAsync($"{package.Id} {package.Version} → {feed}");
            }
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>The packages that the feed does not have; one that it has with other contents ends the command.</summary>
    private async Task<List<PackedPackage>> NewOnesAsync(IReadOnlyList<PackedPackage> packages, string folder)
    {
        var news = new List<PackedPackage>();
        foreach (var package in packages)
        {
            if (!(await feed.VersionsAsync(package.Id)).Contains(package.Version))
            {
                news.Add(package);
                continue;
            }

            var present = Path.Combine(folder, package.Id + ".nupkg");
            await feed.DownloadAsync(package.Id, package.Version, present);
            if (!PackageContents.AreSame(package.File, present))
                throw new FeedException(FeedExitCode.VersionExists, $"{package.Id} {package.Version} is in {feed} with other contents, and a version is never overwritten. Raise src/Version.props (the release command does), or pack a pre-release: --prerelease LABEL.");
            await output.WriteLineAsync($"{package.Id} {package.Version} is in {feed} already, and is the same.");
        }

        return news;
    }
}
