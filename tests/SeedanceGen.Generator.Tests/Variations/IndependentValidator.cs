using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SeedanceGen.Generator.Tests.Variations;

/// <summary>A small JSON Schema validator that is written from the standard and shares no code with the generator.</summary>
internal sealed class IndependentValidator
{
    private readonly YamlNode _root;

    public IndependentValidator(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        _root = stream.Documents[0].RootNode;
    }

    public bool Accepts(string component, JsonNode? value) => Accepts(_root["components"]["schemas"][component], value);

    private bool Accepts(YamlNode node, JsonNode? value)
    {
        var schema = (YamlMappingNode)node;
        return schema.Children.All(pair => Holds(schema, ((YamlScalarNode)pair.Key).Value!, pair.Value, value));
    }

    private bool Holds(YamlMappingNode schema, string keyword, YamlNode rule, JsonNode? value) => keyword switch
    {
        "$ref" => Accepts(_root["components"]["schemas"][Text(rule).Split('/')[^1]], value),
        "allOf" => Items(rule).All(part => Accepts(part, value)),
        "anyOf" => Items(rule).Any(part => Accepts(part, value)),
        "oneOf" => Items(rule).Count(part => Accepts(part, value)) == 1,
        "type" => IsType(Text(rule), value),
        "enum" => Items(rule).Any(item => IsSame((YamlScalarNode)item, value)),
        "const" => IsSame((YamlScalarNode)rule, value),
        "required" => value is not JsonObject map || Items(rule).All(name => map.ContainsKey(Text(name))),
        "properties" => value is not JsonObject owner || ((YamlMappingNode)rule).Children.All(
            pair => !owner.TryGetPropertyValue(Text(pair.Key), out var inner) || Accepts(pair.Value, inner)),
        "items" => value is not JsonArray list || list.All(item => Accepts(rule, item)),
        "minItems" => value is not JsonArray fewest || fewest.Count >= Number(rule),
        "maxItems" => value is not JsonArray most || most.Count <= Number(rule),
        "uniqueItems" => value is not JsonArray unique || Text(rule) != "true" || unique.Select(item => item!.ToJsonString()).Distinct()
            .Count() == unique.Count,
        "minimum" => NumberOf(value) is not { } low || (IsSet(schema, "exclusiveMinimum") ? low > Number(rule) : low >= Number(rule)),
        "maximum" => NumberOf(value) is not { } high || (IsSet(schema, "exclusiveMaximum") ? high < Number(rule) : high <= Number(rule)),
        "multipleOf" => NumberOf(value) is not { } multiple || multiple % Number(rule) == 0,
        "minLength" => TextOf(value) is not { } shortest || Length(shortest) >= Number(rule),
        "maxLength" => TextOf(value) is not { } longest || Length(longest) <= Number(rule),
        "pattern" => TextOf(value) is not { } text || Regex.IsMatch(text, Text(rule), RegexOptions.ECMAScript),
        "exclusiveMinimum" or "exclusiveMaximum" or "description" or "x-unit" or "format" => true,
        _ => throw new NotSupportedException($"IndependentValidator.Holds has no check for '{keyword}': add it."),
    };

    private static bool IsSet(YamlMappingNode schema, string flag) =>
        schema.Children.TryGetValue(flag, out var value) && Text(value) == "true";

    private static bool IsType(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => TextOf(value) is not null,
        "boolean" => value is JsonValue flag && flag.TryGetValue<bool>(out _),
        "integer" => NumberOf(value) is { } number && number % 1 == 0,
        "number" => NumberOf(value) is not null,
        _ => throw new NotSupportedException(type),
    };

    private static bool IsSame(YamlScalarNode item, JsonNode? value) =>
        TextOf(value) is { } text ? item.Value == text : NumberOf(value) is { } number ? Number(item) == number : item.Value == value?
            .ToJsonString();

    private static IEnumerable<YamlNode> Items(YamlNode node) => ((YamlSequenceNode)node).Children;

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static decimal Number(YamlNode node) => decimal.Parse(Text(node), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static decimal? NumberOf(JsonNode? value) =>
        value is JsonValue json && json.GetValueKind() == System.Text.Json.JsonValueKind.Number
            ? decimal.Parse(json.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static string? TextOf(JsonNode? value) => value is JsonValue json && json.TryGetValue<string>(out var text) ? text : null;

    private static int Length(string text) => text.EnumerateRunes().Count();
}
