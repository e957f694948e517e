using System.Text.Json.Nodes;

namespace SeedanceGen.Testing.Tests.Support;

/// <summary>The documented exchanges, read from the files and not from what the mock has embedded.</summary>
internal static class Example
{
    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", name + ".json"));

    public static JsonObject Json(string name) => JsonNode.Parse(Text(name))!.AsObject();
}
