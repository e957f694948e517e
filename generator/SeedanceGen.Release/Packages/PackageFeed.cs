using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Release.Packages;

/// <summary>A feed, through NuGet's own client: lists, downloads and adds packages.</summary>
internal sealed class PackageFeed
{
    private readonly FeedAddress _address;
    private readonly SourceRepository _repository;

    private PackageFeed(FeedAddress address)
    {
        _address = address;
        if (address.Folder is { } folder)
            Directory.CreateDirectory(folder);
        _repository = NuGet.Protocol.Core.Types.Repository.Factory.GetCoreV3(new PackageSource(address.ToString())
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
            throw new ReleaseException($"{_address} lists {id} {version} but does not give it.");
    }

    /// <summary>Adds a package. A version that was added in the meantime is an error, and stays as it is.</summary>
    public async Task AddAsync(PackageFile package)
    {
        if (_address.Folder is { } folder)
            AddTo(folder, package);
        else
            await PushAsync(package);
    }

    public override string ToString() => _address.ToString();

    private static void AddTo(string folder, PackageFile package)
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

    private async Task PushAsync(PackageFile package)
    {
        var push = await ResourceAsync<PackageUpdateResource>();
        try
        {
            await push.Push(
                [package.File], symbolSource: null, timeoutInSecond: 300, disableBuffering: false,
                getApiKey: _ => _address.Key, getSymbolApiKey: null,
                noServiceEndpoint: false, skipDuplicate: false, symbolPackageUpdateResource: null,
                allowInsecureConnections: _address.Server!.IsLoopback, NullLogger.Instance);
        }
        catch (HttpRequestException conflict) when (conflict.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
            throw Exists(package);
        }
        catch (HttpRequestException failure)
        {
            throw new ReleaseException(
                $"{_address} did not accept {package.Id} {package.Version}: {failure.Message} Packages before it are in the feed. "
                + "Remove the cause and run this again; they are skipped.");
        }
    }

    private async Task<T> ResourceAsync<T>()
        where T : class, INuGetResource =>
        await _repository.GetResourceAsync<T>()
        ?? throw new ReleaseException($"{_address} offers no {typeof(T).Name}: is it a NuGet v3 feed?");

    private static ReleaseException Exists(PackageFile package) => new(
        ReleaseExitCode.VersionExists,
        $"{package.Id} {package.Version} was added to the feed while this ran. A version is never overwritten.");

    private static SourceCacheContext Uncached() => new() { NoCache = true, DirectDownload = true };
}

/// <summary>The address of a feed.</summary>
/// <param name="Folder">A folder of packages; null for a server.</param>
/// <param name="Server">The address of a NuGet v3 server; null for a folder.</param>
/// <param name="Key">The server's key for adding packages; null for a folder.</param>
internal sealed record FeedAddress(string? Folder, Uri? Server, string? Key)
{
    public const string UrlVariable = "SEEDANCE_FEED_URL";
    public const string KeyVariable = "SEEDANCE_FEED_KEY";

    /// <param name="place">The folder or address that was given, if any.</param>
    /// <param name="defaultFolder">The folder that <c>nuget.config</c> names.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static FeedAddress From(string? place, string defaultFolder, Func<string, string?> variable)
    {
        if (string.IsNullOrWhiteSpace(place))
            return new FeedAddress(defaultFolder, null, null);
        if (!place.Contains("://", StringComparison.Ordinal))
            return new FeedAddress(Path.GetFullPath(place), null, null);

        // Plain HTTP would show the key to everything on the way, so it is accepted for this machine only.
        if (!Uri.TryCreate(place, UriKind.Absolute, out var server)
            || server.Scheme != Uri.UriSchemeHttps && !(server.Scheme == Uri.UriSchemeHttp && server.IsLoopback))
            throw new ReleaseException(
                ReleaseExitCode.WrongUsage, $"{place} is no feed to send a key to: give an https address, or a folder.");
        var key = variable(KeyVariable);
        return string.IsNullOrWhiteSpace(key)
            ? throw new ReleaseException(
                ReleaseExitCode.WrongUsage,
                $"{place} is a server, and {KeyVariable} is not set: set it to the server's key for adding packages.")
            : new FeedAddress(null, server, key);
    }

    public override string ToString() => Folder ?? Server!.ToString();
}
