using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;
using SeedanceGen.TestKit.Mock;

namespace SeedanceGen.Cli.Tests.Media;

/// <summary><c>--media</c>: local files as reference media.</summary>
public sealed class MediaTests(AwsVariables variables) : IClassFixture<AwsVariables>
{
    [Fact]
    public async Task A_local_file_without_storage_says_what_to_do_and_sends_nothing()
    {
        await using var service = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(service);
        await File.WriteAllTextAsync(tool.Folder.At("a.png"), "picture");

        (await tool.RunAsync("submit", "A river", "--media", "./a.png")).ShouldBe(ExitCode.Usage);

        tool.Error.ShouldContain("--media ./a.png is a local file");
        tool.Error.ShouldContain("SEEDANCE_MEDIA_BUCKET");
        tool.Error.ShouldContain("--media-urls");
        service.Journal.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Files_are_published_and_their_addresses_follow_those_of_the_command_line()
    {
        variables.IsSet.ShouldBeTrue();
        await using var storage = new StorageStandIn();
        await using var service = await SeedanceMockServer.StartAsync();
        using var tool = With(storage, ToolRun.Against(service));
        await File.WriteAllTextAsync(tool.Folder.At("a.png"), "picture");
        await File.WriteAllTextAsync(tool.Folder.At("b.mp4"), "video");

        (await tool.RunAsync(
            "submit", "A river", "--media-urls", "https://example.com/first.png", "--media", "a.png", "--media", "b.mp4"))
            .ShouldBe(ExitCode.Success, tool.Error);

        storage.Objects.Count.ShouldBe(2);
        var sent = service.Journal.Entries.Single(entry => entry.Operation == MockOperation.Submit).Body;
        sent.ShouldContain("https://example.com/first.png");
        foreach (var key in storage.Objects.Keys)
            sent.ShouldContain("https://media.example.com/" + key["media/".Length..]);
        sent.ShouldNotContain("media.invalid");
    }

    [Theory]
    [InlineData("a.txt", "has the extension .txt")]
    [InlineData("none.png", "There is no file")]
    [InlineData("empty.png", "is empty")]
    [InlineData("https://example.com/a.png", "use --media-urls")]
    public async Task A_file_that_cannot_be_a_medium_publishes_nothing(string file, string said)
    {
        await using var storage = new StorageStandIn();
        await using var service = await SeedanceMockServer.StartAsync();
        using var tool = With(storage, ToolRun.Against(service));
        await File.WriteAllTextAsync(tool.Folder.At("a.txt"), "text");
        await File.WriteAllTextAsync(tool.Folder.At("empty.png"), "");
        await File.WriteAllTextAsync(tool.Folder.At("right.png"), "picture");

        (await tool.RunAsync("submit", "A river", "--media", "right.png", "--media", file)).ShouldBe(ExitCode.Usage);

        tool.Error.ShouldContain(said);
        storage.Requests.ShouldBe(0);
        service.Journal.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("generate")]
    [InlineData("submit")]
    public async Task A_dry_run_publishes_nothing_and_names_the_files(string command)
    {
        await using var storage = new StorageStandIn();
        await using var service = await SeedanceMockServer.StartAsync();
        using var tool = With(storage, ToolRun.Against(service));
        await File.WriteAllTextAsync(tool.Folder.At("a.png"), "picture");

        (await tool.RunAsync(command, "A river", "--media", "a.png", "--dry-run")).ShouldBe(ExitCode.Success, tool.Error);

        storage.Requests.ShouldBe(0);
        service.Journal.Count.ShouldBe(0);
        tool.Error.ShouldContain("a.png");
        tool.Output.ShouldContain("https://media.invalid/");
    }

    [Fact]
    public async Task A_request_that_breaks_a_rule_publishes_nothing()
    {
        await using var storage = new StorageStandIn();
        await using var service = await SeedanceMockServer.StartAsync();
        using var tool = With(storage, ToolRun.Against(service));
        await File.WriteAllTextAsync(tool.Folder.At("a.png"), "picture");

        (await tool.RunAsync("submit", "A river", "--media", "a.png", "--duration", "99")).ShouldBe(ExitCode.Usage);

        storage.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_storage_that_refuses_a_file_submits_no_job()
    {
        await using var storage = new StorageStandIn();
        storage.UploadStatus = 403;
        await using var service = await SeedanceMockServer.StartAsync();
        using var tool = With(storage, ToolRun.Against(service));
        await File.WriteAllTextAsync(tool.Folder.At("a.png"), "picture");

        (await tool.RunAsync("submit", "A river", "--media", "a.png")).ShouldBe(ExitCode.Network);

        tool.Error.ShouldContain("no job was submitted");
        service.Ledger.TotalCharged.ShouldBe(0);
    }

    private static ToolRun With(StorageStandIn storage, ToolRun tool) => tool
        .WithVariable("SEEDANCE_MEDIA_BUCKET", "media")
        .WithVariable("SEEDANCE_MEDIA_ENDPOINT", storage.Address.AbsoluteUri)
        .WithVariable("SEEDANCE_MEDIA_PUBLIC_URL", "https://media.example.com/");
}

/// <summary>The credentials of the storage, which its library reads from this process.</summary>
public sealed class AwsVariables : IDisposable
{
    private static readonly (string Name, string Value)[] All =
        [("AWS_ACCESS_KEY_ID", "access"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_REGION", "us-east-1")];

    public AwsVariables()
    {
        foreach (var (name, value) in All)
            Environment.SetEnvironmentVariable(name, value);
        IsSet = true;
    }

    public bool IsSet { get; }

    public void Dispose()
    {
        foreach (var (name, _) in All)
            Environment.SetEnvironmentVariable(name, null);
    }
}
