using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;
using SeedanceGen.Feed.Packing;

namespace SeedanceGen.Feed.Feeds;

/// <summary>A feed, by NuGet's own client: which versions it has, and one more.</summary>
internal sealed class PackageFeed
{
    private readonly FeedAddress _address;
    private readonly SourceRepository _repository;

    private PackageFeed(FeedAddress address)
    {
        _address = address;
        if (address.Folder is { } folder)
            Directory.CreateDirectory(folder);
        _repository = Repository.Factory.GetCoreV3(new PackageSource(address.ToString())
        {
            AllowInsecureConnections = address.Server is { IsLoopback: true },
        });
    }

    public static PackageFeed At(FeedAddress address) => new(address);

    public async Task<IReadOnlyList<NuGetVersion>> VersionsAsync(string id)
    {
        using var cache = Uncached();
        var packages = await ResourceAsync<FindPackageByIdResource>();
        return [.. await packages.GetAllVersionsAsync(id, cache, NullLogger.Instance, CancellationToken.None)];
    }

    public async Task DownloadAsync(string id, NuGetVersion version, string file)
    {
        using var cache = Uncached();
        var packages = await ResourceAsync<FindPackageByIdResource>();
        await using var content = File.Create(file);
        if (!await packages.CopyNupkgToStreamAsync(id, version, content, cache, NullLogger.Instance, CancellationToken.None))
            throw new FeedException(FeedExitCode.StepFailed, $"{_address} lists {id} {version} but does not give it.");
    }

    /// <summary>Adds a package; one that has come into the feed meanwhile stays as it is, and that is an error.</summary>
    public async Task AddAsync(PackedPackage package)
    {
        if (_address.Folder is { } folder)
            AddTo(folder, package);
        else
            await PushAsync(package);
    }

    public override string ToString() => _address.ToString();

    private static void AddTo(string folder, PackedPackage package)
    {
        var target = Path.Combine(folder, Path.GetFileName(package.File));
        var partial = target + ".partial";
        File.Copy(package.File, partial, overwrite: true);
        try
        {
            File.Move(partial, target, overwrite: false);
        }
        catch (IOException)
        {
            File.Delete(partial);
            throw Exists(package);
        }
    }

    private async Task PushAsync(PackedPackage package)
    {
        var push = await ResourceAsync<PackageUpdateResource>();
        try
        {
            await push.Push(
                [package.File], symbolSource: null, timeoutInSecond: 300, disableBuffering: false, getApiKey: _ => _address.Key, getSymbolApiKey: null,
                noServiceEndpoint: false, skipDuplicate: false, symbolPackageUpdateResource: null,
                allowInsecureConnections: _address.Server!.IsLoopback, NullLogger.Instance);
        }
        catch (HttpRequestException refused) when (refused.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
            throw Exists(package);
        }
        catch (HttpRequestException refused)
        {
            throw new FeedException(FeedExitCode.StepFailed, $"{_address} did not take {package.Id} {package.Version}: {refused.Message} Packages before it are in the feed; run this again when the cause is gone, and they are passed over.");
        }
    }

    private async Task<T> ResourceAsync<T>()
        where T : class, INuGetResource =>
        await _repository.GetResourceAsync<T>() ?? throw new FeedException(FeedExitCode.StepFailed, $"{_address} offers no {typeof(T).Name}: is it a NuGet v3 feed?");

    private static FeedException Exists(PackedPackage package) => new(
        FeedExitCode.VersionExists,
        $"{package.Id} {package.Version} came into the feed while this ran. A version is never overwritten.");

    private static SourceCacheContext Uncached() => new() { NoCache = true, DirectDownload = true };
}
