using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeedanceGen.Tests.Wire;

/// <summary>The exchanges that the documentation shows, from spec/examples.</summary>
internal static class Documented
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", name));

    public static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "examples")).Select(path => Path.GetFileName(path)!)
            .Order(StringComparer.Ordinal);

    public static VideoGenerationRequest Request(string name) =>
        JsonSerializer.Deserialize(Read(name), SeedanceJsonContext.Default.VideoGenerationRequest)!;

    public static void ShouldBeJson(string actual, string expected) =>
        JsonNode.DeepEquals(JsonNode.Parse(actual), JsonNode.Parse(expected)).ShouldBeTrue($"{actual}\nis not\n{expected}");
}
