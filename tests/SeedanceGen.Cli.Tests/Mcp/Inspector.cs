using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Mcp;

/// <summary>The inspector of the Model Context Protocol, an independent client from npm; installed once when it is missing.</summary>
internal static class Inspector
{
    private static readonly string Folder = Repository.PathOf("tests", "SeedanceGen.Cli.Tests", "Mcp", "inspector");

    private static readonly Lazy<string> Script = new(Install);

    /// <summary>Starts <c>seedance mcp</c> as a process, calls one method, and returns the result.</summary>
    public static JsonObject Call(TemporaryFolder folder, Uri service, string apiKey, string[] options, params string[] method)
    {
        var configuration = new JsonObject
        {
            ["mcpServers"] = new JsonObject
            {
                ["seedance"] = new JsonObject
                {
                    ["command"] = "dotnet",
                    ["args"] = JsonSerializer.SerializeToNode<string[]>(
                        ["exec", typeof(SeedanceTool).Assembly.Location, "mcp", .. options]),
                    ["env"] = new JsonObject
                    {
                        [SeedanceClientOptions.BaseAddressVariable] = service.AbsoluteUri,
                        [SeedanceClientOptions.ApiKeyVariable] = apiKey,
                    },
                },
            },
        };
        var file = Path.Combine(folder.Root, "mcp.json");
        File.WriteAllText(file, configuration.ToJsonString());
        var result = CommandResult.Run(
            folder.Root, "node", [Script.Value, "--cli", "--config", file, "--server", "seedance", .. method], ("NO_COLOR", "1"));
        var start = result.Output.IndexOf('{', StringComparison.Ordinal);
        start.ShouldBeGreaterThanOrEqualTo(0, $"The inspector printed no result: {result.Output}");
        // What it and the server print on standard error follows the object.
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(result.Output[start..]));
        return JsonNode.Parse(ref reader)!.AsObject();
    }

    private static string Install()
    {
        var script = Path.Combine(
            Folder, "node_modules", "@modelcontextprotocol", "inspector", "clients", "launcher", "build", "index.js");
        if (!File.Exists(script))
            CommandResult.Run(Folder, "npm", ["ci", "--no-audit", "--no-fund"]).ShouldSucceed();
        return script;
    }
}
