using System.Text.Json;
using System.Text.RegularExpressions;
using SeedanceGen.Rules;

namespace SeedanceGen.Testing.Schema;

/// <summary>Makes schemas of an OpenAPI 3.0 document ready to judge; every keyword that judges has a rule.</summary>
internal sealed partial class SchemaReader(JsonElement document)
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
            schema.Add(new EnumRule(values.EnumerateArray()));
        AddIfPresent(schema, node, ["minimum", "maximum", "multipleOf"], Numbers);
        AddIfPresent(schema, node, ["minLength", "maxLength", "pattern", "format"], Texts);
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

    private static NumberRule Numbers(JsonElement node) => new()
    {
        Minimum = Number(node, "minimum"),
        Maximum = Number(node, "maximum"),
        ExclusiveMinimum = Flag(node, "exclusiveMinimum"),
        ExclusiveMaximum = Flag(node, "exclusiveMaximum"),
        MultipleOf = Number(node, "multipleOf"),
    };

    private static TextKeywords Texts(JsonElement node)
    {
        var pattern = Text(node, "pattern");
        return new TextKeywords
        {
            MinLength = Count(node, "minLength"),
            MaxLength = Count(node, "maxLength"),
            Pattern = pattern,
            PatternRule = pattern is null ? null : PatternRule(pattern),
            Format = Text(node, "format"),
        };
    }

    private ArrayRule Arrays(JsonElement node) => new()
    {
        Items = node.TryGetProperty("items", out var items) ? Read(items) : null,
        MinItems = Count(node, "minItems"),
        MaxItems = Count(node, "maxItems"),
        UniqueItems = Flag(node, "uniqueItems"),
    };

    private ObjectRule Objects(JsonElement node)
    {
        var hasAdditional = node.TryGetProperty("additionalProperties", out var additional);
        var properties = node.TryGetProperty("properties", out var described)
            ? described.EnumerateObject().ToDictionary(property => property.Name, property => Read(property.Value), StringComparer.Ordinal)
            : [];
        string[] required = node.TryGetProperty("required", out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];
        return new ObjectRule(properties, required)
        {
            AllowsAdditional = !hasAdditional || additional.ValueKind != JsonValueKind.False,
            Additional = hasAdditional && additional.ValueKind == JsonValueKind.Object ? Read(additional) : null,
            MinProperties = Count(node, "minProperties"),
            MaxProperties = Count(node, "maxProperties"),
        };
    }

    /// <summary>The two forms that the API uses mean in .NET what they mean in ECMA-262 only as plain comparisons.</summary>
    private static TextRule PatternRule(string pattern)
    {
        if (pattern == @"\S")
            return TextRule.NotBlank;
        return PlainPrefix().Match(pattern) is { Success: true } prefix ? TextRule.StartsWith(prefix.Groups[1].Value) : TextRule.Matches(pattern);
    }

    [GeneratedRegex(@"\A\^([A-Za-z0-9:/_-]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainPrefix();

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

    private static bool Flag(JsonElement node, string name) => node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static double? Number(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    private static int? Count(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    private static string? Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString() : null;
}
