using NuGet.Versioning;
using SeedanceGen.Release.Packages;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Package.Tests.Feeds;

/// <summary>Which packages the gate adds to a feed and which it rejects; a folder and a server behave alike.</summary>
[Trait("Category", "Slow")]
public sealed class PushGateTests : IAsyncLifetime
{
    private const string One = "public class River { public int Length; }";
    private const string More = "public class River { public int Length; public int Depth; }";
    private const string Other = "public class River { public long Length; }";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-gate-");
    private FeedServer _server = null!;

    public static TheoryData<string> Places => new("folder", "server");

    private string FolderFeed => Path.Combine(_folder.FullName, "feed");

    public async Task InitializeAsync() => _server = await FeedServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_version_that_exists_is_never_overwritten(string place)
    {
        var feed = At(place);
        var first = Make("1.0.0", One);
        await TakeAsync(feed, first);

        var rejection = await Should.ThrowAsync<ReleaseException>(() => TakeAsync(feed, Make("1.0.0", Other)));

        rejection.ExitCode.ShouldBe(ReleaseExitCode.VersionExists);
        rejection.Message.ShouldContain("Small 1.0.0");
        PackageFile.HaveSameContents(first.File, await DownloadedAsync(feed, "1.0.0")).ShouldBeTrue("what was there is still there");
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task The_same_package_again_is_passed_over(string place)
    {
        var feed = At(place);
        await TakeAsync(feed, Make("1.0.0", One));

        (await TakeAsync(feed, Make("1.0.0", One))).ShouldContain("already, and is the same");
    }

    [Theory]
    [InlineData("1.0.1", Other, "member River: public int Length")]
    [InlineData("1.1.0", Other, "member River: public int Length")]
    [InlineData("1.0.1", More, "member River: public int Depth")]
    public async Task A_version_that_says_less_than_its_surface_is_refused_and_the_member_named(
        string version, string source, string member)
    {
        var feed = At("folder");
        await TakeAsync(feed, Make("1.0.0", One));

        var rejection = await Should.ThrowAsync<ReleaseException>(() => TakeAsync(feed, Make(version, source)));

        rejection.ExitCode.ShouldBe(ReleaseExitCode.LargerBumpNeeded);
        rejection.Message.ShouldContain(member);
        (await feed.VersionsAsync(SmallPackage.Id)).ShouldBe([new NuGetVersion(1, 0, 0)]);
    }

    [Theory]
    [InlineData("1.0.1", One)]
    [InlineData("1.1.0", More)]
    [InlineData("2.0.0", Other)]
    [InlineData("2.0.0-beta.1", Other)]
    public async Task A_version_that_says_what_its_surface_does_is_taken(string version, string source)
    {
        var feed = At("server");
        await TakeAsync(feed, Make("1.0.0", One));

        await TakeAsync(feed, Make(version, source));

        _server.Packages.ShouldBe(["Small 1.0.0", "Small " + version]);
    }

    [Fact]
    public async Task A_late_patch_of_an_old_version_is_checked_against_that_version()
    {
        var feed = At("folder");
        await TakeAsync(feed, Make("1.0.0", One));
        await TakeAsync(feed, Make("2.0.0", Other));

        await TakeAsync(feed, Make("1.0.1", One));
        (await Should.ThrowAsync<ReleaseException>(() => TakeAsync(feed, Make("1.0.2", Other)))).Message.ShouldContain("1.0.1");
    }

    [Fact]
    public async Task A_push_that_broke_off_is_finished_by_the_next_run()
    {
        var feed = At("server");
        var packages = new[] { Make("1.0.0", One), Make("1.0.0", One, "Smaller") };
        _server.RemainingPushes = 1;
        (await Should.ThrowAsync<ReleaseException>(() => TakeAsync(feed, packages))).Message.ShouldContain("Smaller 1.0.0");
        _server.Packages.ShouldBe(["Small 1.0.0"]);

        _server.RemainingPushes = int.MaxValue;
        await TakeAsync(feed, packages);

        _server.Packages.ShouldBe(["Small 1.0.0", "Smaller 1.0.0"]);
    }

    [Fact]
    public async Task A_version_that_comes_in_between_stays_as_it_is()
    {
        var feed = At("server");
        await TakeAsync(feed, Make("1.0.0", One));
        _server.HidesItsVersions = true;

        var rejection = await Should.ThrowAsync<ReleaseException>(() => TakeAsync(feed, Make("1.0.0", Other)));

        rejection.ExitCode.ShouldBe(ReleaseExitCode.VersionExists);
    }

    [Fact]
    public async Task A_wrong_key_is_told_and_not_shown()
    {
        var feed = PackageFeed.At(FeedAddress.From(_server.Address, "", _ => "another-key"));

        var rejection = await Should.ThrowAsync<ReleaseException>(() => TakeAsync(feed, Make("1.0.0", One)));

        rejection.Message.ShouldContain("403");
        rejection.Message.ShouldNotContain("another-key");
        _server.Packages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://feed.example.com/v3/index.json", "a key", "https")]
    [InlineData("ftp://feed.example.com/", "a key", "https")]
    [InlineData("https://feed.example.com/v3/index.json", null, FeedAddress.KeyVariable)]
    public void An_address_that_a_key_cannot_be_sent_to_is_refused(string address, string? key, string reason)
    {
        var rejection = Should.Throw<ReleaseException>(() => FeedAddress.From(address, "", _ => key));

        rejection.ExitCode.ShouldBe(ReleaseExitCode.WrongUsage);
        rejection.Message.ShouldContain(reason);
    }

    private PackageFeed At(string place) => PackageFeed.At(place == "folder"
        ? FeedAddress.From(FolderFeed, "", _ => null)
        : FeedAddress.From(_server.Address, "", name => name == FeedAddress.KeyVariable ? FeedServer.Key : null));

    private PackageFile Make(string version, string source, string id = SmallPackage.Id) =>
        SmallPackage.In(Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N")), version, source, id);

    private async Task<string> DownloadedAsync(PackageFeed feed, string version)
    {
        var file = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N") + ".nupkg");
        await feed.DownloadAsync(SmallPackage.Id, NuGetVersion.Parse(version), file);
        return file;
    }

    private async Task<string> TakeAsync(PackageFeed feed, params PackageFile[] packages)
    {
        using var output = new StringWriter();
        var folder = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        var baseline = await Baseline.DownloadAsync(feed, packages.Select(package => package.Id), packages[0].Version, folder);
        await new PushGate(feed, output).PushAsync(packages, baseline);
        return output.ToString();
    }
}
