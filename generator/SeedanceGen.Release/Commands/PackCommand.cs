using NuGet.Versioning;
using SeedanceGen.Release.Packages;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Release.Commands;

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
