using NuGet.Versioning;
using SeedanceGen.Feed.Feeds;
using SeedanceGen.Feed.Gate;

namespace SeedanceGen.Feed.Packing;

/// <summary>Packs everything, judges it against what the feed has, and adds it.</summary>
internal sealed class PackCommand(House house, PackageFeed feed, TextWriter output)
{
    public async Task RunAsync(NuGetVersion version)
    {
        var work = Directory.CreateTempSubdirectory("seedance-feed-");
        try
        {
            var baseline = await Baseline.OfAsync(feed, house.Packages, version, work.CreateSubdirectory("baseline").FullName);
            await output.WriteLineAsync($"Packing {version} …");
            var packages = Packer.Pack(house, version, work.CreateSubdirectory("packages").FullName, baseline.ForValidation, output);
            await new Intake(feed, output).TakeAsync(packages, baseline);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }
}
