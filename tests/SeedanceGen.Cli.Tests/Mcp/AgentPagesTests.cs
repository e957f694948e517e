using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModelContextProtocol.Client;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Mcp;

/// <summary>The pages for agents and for hosts of agents.</summary>
public sealed partial class AgentPagesTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_entry_for_a_host_starts_the_server()
    {
        var entry = JsonNode.Parse(FencedBlock.Of("src/docs/agents.md", "json").ShouldHaveSingleItem().Text)!["mcpServers"]!["seedance"]!;
        ((string)entry["command"]!).ShouldBe("seedance");
        entry["env"]!.AsObject().Select(variable => variable.Key).ShouldBe([SeedanceClientOptions.ApiKeyVariable]);
        using var folder = new TemporaryFolder();
        await using var service = await SeedanceMockServer.StartAsync();

        await using var client = await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = "dotnet",
            Arguments = ["exec", typeof(SeedanceTool).Assembly.Location, .. entry["args"]!.AsArray().Select(argument => (string)argument!)],
            WorkingDirectory = folder.Root,
            EnvironmentVariables = new Dictionary<string, string?>
            {
                [SeedanceClientOptions.BaseAddressVariable] = service.BaseAddress.AbsoluteUri,
                [SeedanceClientOptions.ApiKeyVariable] = service.ApiKey,
            },
        }), new McpClientOptions { InitializationTimeout = TimeSpan.FromMinutes(3) });
        var result = await client.CallToolAsync("validate", McpScene.Documented);

        result.StructuredContent!.Value.GetProperty("valid").GetBoolean().ShouldBeTrue();
        Directory.Exists(folder.At("videos")).ShouldBeTrue();
    }

    /// <summary>A read of standard input that is under way does not hold the process.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Ctrl_C_ends_the_process()
    {
        if (OperatingSystem.IsWindows())
            return; // The signal is one of Unix.

        using var folder = new TemporaryFolder();
        using var process = ToolProcess.Start(folder, service: null, "mcp", "--mock");
        await process.ReadErrorUntilAsync("ready");

        process.PressCtrlC();

        await process.Ended.WaitAsync(TimeSpan.FromSeconds(30));
        (await process.EndAsync()).ShouldBe((0, "", ""));
    }

    [Fact]
    public async Task The_pages_name_every_tool_and_no_other()
    {
        await using var scene = await McpScene.StartAsync(McpScene.OldRevision, arguments: ["-o", "videos"]);
        var tools = (await scene.Client.ListToolsAsync()).Select(tool => tool.Name).ToList();

        var skill = await File.ReadAllTextAsync(Repository.PathOf("src", "docs", "skill.md"));
        foreach (var name in tools.Where(name => name is not "cancel"))
            skill.ShouldContain($"`{name}`");
        Kind().Matches(skill).Select(match => match.Groups[1].Value)
            .ShouldBeSubsetOf(Kind().Matches(await File.ReadAllTextAsync(Repository.PathOf("src", "docs", "agents.md")))
                .Select(match => match.Groups[1].Value));
    }

    [Fact]
    public async Task The_index_for_language_models_has_every_guide()
    {
        var index = await File.ReadAllLinesAsync(Repository.PathOf("src", "docs", "llms.txt"));

        index[0].ShouldStartWith("# ");
        index[2].ShouldStartWith("> ");
        var links = index.Select(line => Link().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        links.ShouldBe(
            Directory.EnumerateFiles(Repository.PathOf("src", "docs"), "*.md").Select(file => Path.GetFileName(file))
                .Where(name => name != "README.md"),
            ignoreOrder: true);
    }

    [Fact]
    public void The_file_for_hosts_names_the_package_and_its_options()
    {
        var server = JsonNode.Parse(File.ReadAllText(Repository.PathOf("src", "SeedanceGen.Cli", "Mcp", "server.json")))!;
        var package = server["packages"]!.AsArray().ShouldHaveSingleItem()!;
        var options = CommandTree.All.Single(command => command.Path == "mcp").Command.Options.Select(option => option.Name);

        ((string)package["identifier"]!).ShouldBe("SeedanceGen.Cli");
        ((string)package["registryType"]!).ShouldBe("nuget");
        ((string)package["version"]!).ShouldBe("{version}");
        package["packageArguments"]!.AsArray().Where(argument => (string)argument!["type"]! == "named")
            .Select(argument => (string)argument!["name"]!).ShouldBeSubsetOf(options);
        package["environmentVariables"]!.AsArray().Select(variable => (string)variable!["name"]!)
            .ShouldBe([SeedanceClientOptions.ApiKeyVariable, SeedanceClientOptions.BaseAddressVariable]);
    }

    [GeneratedRegex(@"^- \[[^\]]+\]\(([\w.-]+)\): \S")]
    private static partial Regex Link();

    [GeneratedRegex("`([a-z]+[A-Z][A-Za-z]+)`")]
    private static partial Regex Kind();
}
