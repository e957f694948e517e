using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace SeedanceGen.Contract.Tests.Spec;

/// <summary>The examples inside the API description are the documented exchanges of spec/examples, value for value.</summary>
public sealed class ExampleTests
{
    [Fact]
    public void The_description_shows_every_documented_exchange_and_no_other()
    {
        var documented = Directory.EnumerateFiles(Path.Combine(Repository.Spec, "examples"))
            .ToDictionary(path => Path.GetFileName(path)!, path => JsonNode.Parse(File.ReadAllText(path)));
        var shown = ShownExamples().ToList();

        foreach (var (name, value) in documented)
            shown.ShouldContain(example => JsonNode.DeepEquals(example, value), name);
        foreach (var example in shown)
            documented.Values.ShouldContain(value => JsonNode.DeepEquals(value, example), example?.ToJsonString());
        shown.Count.ShouldBe(documented.Count);
    }

    /// <summary>Every `value` below an `examples`, in the order of the file.</summary>
    private static IEnumerable<JsonNode?> ShownExamples()
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Repository.Yaml);
        yaml.Load(reader);
        return yaml.Documents[0].AllNodes.OfType<YamlMappingNode>()
            .Where(node => node.Children.ContainsKey("examples"))
            .SelectMany(node => ((YamlMappingNode)node["examples"]).Children.Values)
            .Select(example => ToJson(example["value"]));
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(
            mapping.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ToJson(pair.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Select(ToJson)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" or "false" or "null" or [>= '0' and <= '9', ..] } scalar
            when IsJson(scalar.Value) => JsonNode.Parse(scalar.Value!),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidOperationException($"An example has a node that is not JSON: {node}"),
    };

    private static bool IsJson(string? text) => text is "true" or "false" or "null" || long.TryParse(text, out _);
}
