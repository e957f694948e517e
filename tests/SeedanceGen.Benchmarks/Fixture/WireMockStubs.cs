using System.Text.Json.Nodes;
using SeedanceGen.Benchmarks.Wire;

namespace SeedanceGen.Benchmarks.Fixture;

/// <summary>The documented submission and read as mappings of WireMock with a fixed text: the least work it can have.</summary>
internal static class WireMockStubs
{
    private const string Path = "/api/open/v1/video/generations";

    /// <summary>Writes them into a folder that WireMock is started with.</summary>
    public static void Write(DirectoryInfo folder)
    {
        var mappings = folder.CreateSubdirectory("mappings");
        Write(mappings, "submit", new JsonObject { ["method"] = "POST", ["urlPath"] = Path }, Exchanges.Accepted);
        Write(mappings, "read", new JsonObject { ["method"] = "GET", ["urlPathPattern"] = Path + "/[^/]+" }, Exchanges.Succeeded);
    }

    private static void Write(DirectoryInfo folder, string name, JsonObject request, byte[] response)
    {
        var mapping = new JsonObject
        {
            ["request"] = request,
            ["response"] = new JsonObject
            {
                ["status"] = 200,
                ["body"] = JsonNode.Parse(response)!.ToJsonString(),
                ["headers"] = new JsonObject { ["Content-Type"] = "application/json" },
            },
        };
        File.WriteAllText(System.IO.Path.Combine(folder.FullName, name + ".json"), mapping.ToJsonString());
    }
}
