using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Mcp;

/// <summary>What an independent client sees of the built tool, as a process.</summary>
[Trait("Category", "Slow")]
public sealed class InspectorTests
{
    private const string Request = "model=seedance-2.0";

    private static readonly string[] Generate =
        ["--method", "tools/call", "--tool-name", "generate", "--tool-arg", Request, "prompt=A river", "duration=5", "resolution=720p"];

    [NodeFact]
    public async Task The_inspector_lists_the_tools()
    {
        using var folder = new TemporaryFolder();
        await using var service = await SeedanceMockServer.StartAsync();

        var result = Inspector.Call(folder, service.BaseAddress, service.ApiKey, ["-o", "videos"], "--method", "tools/list");

        result["tools"]!.AsArray().Select(tool => (string)tool!["name"]!).ShouldBe(
            ["generate", "submit", "validate", "models", "get", "wait", "cancel", "download"], ignoreOrder: true);
    }

    [NodeFact]
    public async Task The_inspector_that_cannot_ask_makes_no_video_and_pays_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var service = await SeedanceMockServer.StartAsync();

        var result = Inspector.Call(folder, service.BaseAddress, service.ApiKey, [], Generate);

        ((bool)result["isError"]!).ShouldBeTrue();
        ((string)result["structuredContent"]!["error"]!["kind"]!).ShouldBe("consentRequired");
        service.Ledger.TotalCharged.ShouldBe(0);
    }

    [NodeFact]
    public async Task The_inspector_makes_a_video_below_the_ceiling_of_the_command_line()
    {
        using var folder = new TemporaryFolder();
        await using var service = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });

        var result = Inspector.Call(
            folder, service.BaseAddress, service.ApiKey, ["--max-credits", "100", "-o", Path.Combine(folder.Root, "videos")], Generate);

        ((string)result["structuredContent"]!["status"]!).ShouldBe("succeeded");
        File.Exists((string)result["structuredContent"]!["file"]!).ShouldBeTrue();
        service.Ledger.TotalCharged.ShouldBe(40);
    }
}
