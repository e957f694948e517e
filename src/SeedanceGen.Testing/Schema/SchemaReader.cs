using System.Text.Json;
using SeedanceGen.Rules;

namespace SeedanceGen.Testing.Schema;

/// <summary>Makes schemas of an OpenAPI 3.0 document ready to judge; every keyword that judges has a rule.</summary>
internal sealed class SchemaReader(JsonElement document)
{
    private const string LocalReference = "#/";

    private readonly Dictionary<string, JsonSchema> _shared = new(StringComparer.Ordinal);

    /// <summary>The schema at a local reference; the same object each time.</summary>
    public JsonSchema At(string pointer)
    {
        lock (_shared)
            return Shared(pointer);
    }

    public JsonSchema Read(JsonElement node)
    {
        var schema = new JsonSchema();
        Fill(schema, node);
        return schema;
    }

    private void Fill(JsonSchema schema, JsonElement node)
    {
        if (node.TryGetProperty("$ref", out var reference))
        {
            schema.Add(new AllOfRule([Shared(reference.GetString()!)]));
            return;
        }

        schema.IsNullable = Flag(node, "nullable");
        if (node.TryGetProperty("type", out var type))
            schema.Add(new TypeRule(type.GetString()!));
        if (node.TryGetProperty("enum", out var values))
            schema.Add(new EnumRule(values.EnumerateArray(), Limits(node, "enum")));
        AddIfPresent(schema, node, ["minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern", "format"], Scalars);
        AddIfPresent(schema, node, ["items", "minItems", "maxItems", "uniqueItems"], Arrays);
        AddIfPresent(schema, node, ["required", "properties", "additionalProperties", "minProperties", "maxProperties"], Objects);
        if (node.TryGetProperty("allOf", out var all))
            schema.Add(new AllOfRule([.. all.EnumerateArray().Select(Read)]));
        foreach (var keyword in (string[])[BranchRule.OneOf, BranchRule.AnyOf])
        {
            if (node.TryGetProperty(keyword, out var branches))
                schema.Add(new BranchRule(keyword, [.. branches.EnumerateArray().Select(Read)]));
        }

        if (node.TryGetProperty("not", out var not))
            schema.Add(new NotRule(Read(not)));
    }

    private static void AddIfPresent(JsonSchema schema, JsonElement node, string[] keywords, Func<JsonElement, SchemaRule> make)
    {
        if (Array.Exists(keywords, keyword => node.TryGetProperty(keyword, out _)))
            schema.Add(make(node));
    }

    /// <summary>The limits that some keywords of a schema set.</summary>
    private static RuleNode Limits(JsonElement node, params string[] keywords) => RuleSchema.Read(
        "{" + string.Join(',', keywords.Where(keyword => node.TryGetProperty(keyword, out _))
            .Select(keyword => $"\"{keyword}\":{node.GetProperty(keyword).GetRawText()}")) + "}");

    private static LimitRule Scalars(JsonElement node) => new(
        Limits(
            node, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
            "minLength", "maxLength", "pattern", "format"),
        Text(node, "format"));

    private ArrayRule Arrays(JsonElement node) => new()
    {
        Items = node.TryGetProperty("items", out var items) ? Read(items) : null,
        Limits = Limits(node, "minItems", "maxItems", "uniqueItems"),
    };

    private ObjectRule Objects(JsonElement node)
    {
        var hasAdditional = node.TryGetProperty("additionalProperties", out var additional);
        var properties = node.TryGetProperty("properties", out var described)
            ? described.EnumerateObject().ToDictionary(property => property.Name, property => Read(property.Value), StringComparer.Ordinal)
            : [];
        string[] required = node.TryGetProperty("required", out var names)
            ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : [];
        return new ObjectRule(properties, required)
        {
            AllowsAdditional = !hasAdditional || additional.ValueKind != JsonValueKind.False,
            Additional = hasAdditional && additional.ValueKind == JsonValueKind.Object ? Read(additional) : null,
            Limits = Limits(node, "minProperties", "maxProperties"),
        };
    }

    private JsonSchema Shared(string reference)
    {
        if (_shared.TryGetValue(reference, out var known))
            return known;

        var schema = _shared[reference] = new JsonSchema();
        Fill(schema, Find(reference));
        return schema;
    }

    private JsonElement Find(string reference)
    {
        if (!reference.StartsWith(LocalReference, StringComparison.Ordinal))
            throw new NotSupportedException($"The API description refers to '{reference}', which is another file.");

        return reference[LocalReference.Length..].Split('/').Aggregate(document, (node, segment) =>
            node.GetProperty(segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)));
    }

    private static bool Flag(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString() : null;
}
