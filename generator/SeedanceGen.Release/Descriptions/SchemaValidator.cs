using System.Text.Json.Nodes;
using SeedanceGen.Rules;

namespace SeedanceGen.Release.Descriptions;

/// <summary>Says whether a value is valid against a schema, so that two versions of a rule can be compared by what they accept.</summary>
internal sealed class SchemaValidator(ComparedDescription description)
{
    private const int MaximumDepth = 40;

    public bool IsValid(JsonNode? schema, JsonNode? value, int depth = 0)
    {
        var resolved = description.Resolve(schema);
        if (depth > MaximumDepth || resolved is not JsonObject map)
            return resolved is not JsonValue || resolved.ToJsonString() != "false";
        if (value is null && map.Flag("nullable"))
            return true;
        return map.All(pair => Holds(map, pair.Key, pair.Value, value, depth + 1));
    }

    private bool Holds(JsonObject schema, string keyword, JsonNode? rule, JsonNode? value, int depth) => keyword switch
    {
        "type" => rule is JsonArray ? rule.Items().Any(type => IsOfType(type.AsText(), value)) : IsOfType(rule.AsText(), value),
        "enum" => rule.Items().Any(item => JsonNode.DeepEquals(item, value)),
        "const" => JsonNode.DeepEquals(rule, value),
        "allOf" => rule.Items().All(part => IsValid(part, value, depth)),
        "anyOf" => rule.Items().Any(part => IsValid(part, value, depth)),
        "oneOf" => rule.Items().Count(part => IsValid(part, value, depth)) == 1,
        "not" => !IsValid(rule, value, depth),
        "if" => schema.Child(IsValid(rule, value, depth) ? "then" : "else") is not { } consequence || IsValid(consequence, value, depth),
        _ => value switch
        {
            JsonObject map => HoldsForObject(schema, keyword, rule, map, depth),
            JsonArray list => HoldsForList(keyword, rule, list, depth),
            JsonValue when value.AsText() is { } text => HoldsForText(keyword, rule, text),
            JsonValue when value.AsNumber() is { } number => HoldsForNumber(schema, keyword, rule, number),
            _ => true,
        },
    };

    private bool HoldsForObject(JsonObject schema, string keyword, JsonNode? rule, JsonObject value, int depth) => keyword switch
    {
        "required" => rule.Items().All(name => value.ContainsKey(name.AsText() ?? "")),
        "properties" => rule.Entries().All(pair => !value.ContainsKey(pair.Key) || IsValid(pair.Value, value[pair.Key], depth)),
        "additionalProperties" => value.Where(pair => schema.Child("properties").Child(pair.Key) is null)
            .All(pair => IsValid(rule, pair.Value, depth)),
        "minProperties" => value.Count >= rule.AsNumber(),
        "maxProperties" => value.Count <= rule.AsNumber(),
        "propertyNames" => value.All(pair => IsValid(rule, JsonValue.Create(pair.Key), depth)),
        "dependentRequired" or "dependentSchemas" or "dependencies" => rule.Entries().All(pair => !value.ContainsKey(pair.Key)
            || (pair.Value is JsonArray names
                ? names.All(name => value.ContainsKey(name.AsText() ?? ""))
                : IsValid(pair.Value, value, depth))),
        _ => true,
    };

    private bool HoldsForList(string keyword, JsonNode? rule, JsonArray value, int depth) => keyword switch
    {
        "items" => value.All(item => IsValid(rule, item, depth)),
        "contains" => value.Any(item => IsValid(rule, item, depth)),
        "minItems" => value.Count >= rule.AsNumber(),
        "maxItems" => value.Count <= rule.AsNumber(),
        "uniqueItems" => value.Select(item => item?.ToJsonString()).Distinct().Count() == value.Count,
        _ => true,
    };

    private static bool HoldsForText(string keyword, JsonNode? rule, string value) => keyword switch
    {
        "minLength" => value.Length >= rule.AsNumber(),
        "maxLength" => value.Length <= rule.AsNumber(),
        "pattern" => Matches(rule.AsText() ?? "", value),
        _ => true,
    };

    private static bool HoldsForNumber(JsonObject schema, string keyword, JsonNode? rule, decimal value) => keyword switch
    {
        "minimum" => value > rule.AsNumber() || value == rule.AsNumber() && !schema.Flag("exclusiveMinimum"),
        "maximum" => value < rule.AsNumber() || value == rule.AsNumber() && !schema.Flag("exclusiveMaximum"),
        "exclusiveMinimum" => rule.AsNumber() is not { } limit || value > limit,
        "exclusiveMaximum" => rule.AsNumber() is not { } limit || value < limit,
        "multipleOf" => rule.AsNumber() is null or 0 || value % rule.AsNumber() == 0,
        _ => true,
    };

    /// <summary>Decided by the rule core, as in the client and the mock. A pattern that it cannot check limits nothing.</summary>
    private static bool Matches(string pattern, string value) =>
        RulePattern.ReasonAgainst(pattern) is not null || new RulePattern(pattern).Accepts(value);

    private static bool IsOfType(string? type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value.AsText() is not null,
        "number" => value.AsNumber() is not null,
        "integer" => value.AsNumber() is { } number && number == decimal.Truncate(number),
        "boolean" => value is JsonValue flag && flag.TryGetValue<bool>(out _),
        _ => true,
    };
}
