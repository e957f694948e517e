using SeedanceGen.Feed.Gate;
using SeedanceGen.Feed.Packing;

namespace SeedanceGen.Feed.Feeds;

/// <summary>Takes packages into a feed: all that are new to it, or none when one of them may not come in.</summary>
internal sealed class Intake(PackageFeed feed, TextWriter output)
{
    public async Task TakeAsync(IReadOnlyList<PackedPackage> packages, Baseline baseline)
    {
        var news = await NewOnesAsync(packages);
        SurfaceGate.Check(packages, baseline, output);
        foreach (var package in news)
        {
            await feed.AddAsync(package);
            await output.WriteLineAsync($"{package.Id} {package.Version} → {feed}");
        }
    }

    /// <summary>The packages that the feed does not have. One that it has with the same contents was left by a run that broke off.</summary>
    private async Task<List<PackedPackage>> NewOnesAsync(IReadOnlyList<PackedPackage> packages)
    {
        var news = new List<PackedPackage>();
        foreach (var package in packages)
        {
            if (!(await feed.VersionsAsync(package.Id)).Contains(package.Version))
                news.Add(package);
            else if (await HasSameAsync(package))
                await output.WriteLineAsync($"{package.Id} {package.Version} is in {feed} already, and is the same.");
            else
                throw new FeedException(FeedExitCode.VersionExists, $"{package.Id} {package.Version} is in {feed} with other contents, and a version is never overwritten. Raise src/Version.props (the release command does), or pack a pre-release: --prerelease LABEL.");
        }

        return news;
    }

    private async Task<bool> HasSameAsync(PackedPackage package)
    {
        var folder = Directory.CreateTempSubdirectory("seedance-present-");
        try
        {
            var present = Path.Combine(folder.FullName, "present.nupkg");
            await feed.DownloadAsync(package.Id, package.Version, present);
            return PackageContents.AreSame(package.File, present);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
