using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SeedanceGen.Package.Tests.Feeds;

/// <summary>A minimal NuGet v3 server: it lists and serves packages, and accepts packages that are pushed with a key.</summary>
internal sealed class FeedServer : IAsyncDisposable
{
    public const string Key = "key-of-the-test";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<(string Id, string Version), byte[]> _packages = new();

    private FeedServer(WebApplication app) => _app = app;

    public string Address => new Uri(Root, "v3/index.json").ToString();

    public IEnumerable<string> Packages => _packages.Keys.Select(key => $"{key.Id} {key.Version}").Order(StringComparer.Ordinal);

    /// <summary>How many more pushes succeed; each later one fails with status 500.</summary>
    public int RemainingPushes { get; set; } = int.MaxValue;

    /// <summary>Whether it lists no versions, as a stale cache in front of a server does.</summary>
    public bool HidesItsVersions { get; set; }

    /// <summary>Known vulnerabilities by package, as severities from 0, low, to 3, critical, of all versions.</summary>
    public Dictionary<string, int> Vulnerabilities { get; } = [];

    private Uri Root => new(_app.Urls.Single());

    public static async Task<FeedServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new FeedServer(builder.Build());
        server._app.MapGet("/v3/index.json", server.Index);
        server._app.MapGet("/flat/{id}/index.json", server.Versions);
        server._app.MapGet("/flat/{id}/{version}/{file}", server.Content);
        server._app.MapGet("/vulnerabilities/index.json", server.VulnerabilityPages);
        server._app.MapGet("/vulnerabilities/all.json", server.VulnerabilityPage);
        server._app.MapPut("/publish/{**rest}", server.TakeAsync);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Index() => Results.Json(new Dictionary<string, object>
    {
        ["version"] = "3.0.0",
        ["resources"] = new[]
        {
            new Dictionary<string, string> { ["@id"] = new Uri(Root, "flat/").ToString(), ["@type"] = "PackageBaseAddress/3.0.0" },
            new Dictionary<string, string> { ["@id"] = new Uri(Root, "publish").ToString(), ["@type"] = "PackagePublish/2.0.0" },
            new Dictionary<string, string> { ["@id"] = new Uri(Root, "vulnerabilities/index.json").ToString(),
                ["@type"] = "VulnerabilityInfo/6.7.0" },
        },
    });

    private IResult VulnerabilityPages() => Results.Json(new[]
    {
        new Dictionary<string, string>
        {
            ["@name"] = "all", ["@id"] = new Uri(Root, "vulnerabilities/all.json").ToString(), ["@updated"] = "2026-01-31T00:00:00Z",
        },
    });

    private IResult VulnerabilityPage() => Results.Json(Vulnerabilities.ToDictionary(
        pair => pair.Key.ToLowerInvariant(),
        pair => new[] { new { url = "https://example.com/advisory", severity = pair.Value, versions = "(, )" } }));

    private IResult Versions(string id)
    {
        var versions = HidesItsVersions ? [] : _packages.Keys.Where(key => key.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            .Select(key => key.Version).ToList();
        return versions.Count == 0 ? Results.NotFound() : Results.Json(new { versions });
    }

    private IResult Content(string id, string version, string file) =>
        file.EndsWith(".nupkg", StringComparison.Ordinal) && _packages.FirstOrDefault(
            pair => pair.Key.Id.Equals(id, StringComparison.OrdinalIgnoreCase) && pair.Key.Version == version).Value is { } bytes
            ? Results.Bytes(bytes, "application/octet-stream")
            : Results.NotFound();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        if (request.Headers["X-NuGet-ApiKey"] != Key)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (RemainingPushes-- <= 0)
            return Results.StatusCode(StatusCodes.Status500InternalServerError);
        using var bytes = new MemoryStream();
        await (await request.ReadFormAsync()).Files[0].CopyToAsync(bytes);
        return _packages.TryAdd(Identity(bytes), bytes.ToArray()) ? Results.StatusCode(StatusCodes.Status201Created) : Results.Conflict();
    }

    private static (string Id, string Version) Identity(MemoryStream package)
    {
        using var archive = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        using var nuspec = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var metadata = System.Xml.Linq.XDocument.Load(nuspec).Root!.Elements().Single().Elements()
            .ToDictionary(element => element.Name.LocalName, element => element.Value);
        return (metadata["id"], metadata["version"]);
    }
}
