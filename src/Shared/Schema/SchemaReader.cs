using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary>Reads the schemas of an OpenAPI document, 3.0 or 3.1; every keyword that limits values becomes a rule.</summary>
internal sealed class SchemaReader(JsonElement document)
{
    private const string LocalReference = "#/";
    private const string Unit = "x-unit";

    /// <summary>The keywords about one number or text.</summary>
    private static readonly string[] ScalarKeywords =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "format",
    ];

    private readonly Dictionary<string, JsonSchema> _shared = new(StringComparer.Ordinal);
    private readonly UnionVariants _variants = new(document);

    /// <summary>The schema at a local reference; the same object each time.</summary>
    public JsonSchema At(string pointer)
    {
        lock (_shared)
            return Shared(pointer);
    }

    public JsonSchema Read(JsonElement node)
    {
        var schema = new JsonSchema();
        lock (_shared)
            Fill(schema, node);
        return schema;
    }

    private void Fill(JsonSchema schema, JsonElement node, string? own = null)
    {
        if (node.ValueKind == JsonValueKind.False)
            schema.Add(new NotRule(new JsonSchema()));
        if (node.ValueKind != JsonValueKind.Object)
            return;
        // In OpenAPI 3.1 what stands beside a reference holds too; in 3.0 nothing stands there.
        if (node.TryGetProperty("$ref", out var reference))
            schema.Add(new AllOfRule([Shared(reference.GetString()!)]));
        schema.IsNullable = Flag(node, "nullable");
        if (node.TryGetProperty("type", out var type))
            ReadType(schema, type);
        if (node.TryGetProperty("enum", out var values))
            schema.Add(new EnumRule(values.EnumerateArray(), Limits(node, "enum", Unit)));
        if (node.TryGetProperty("const", out var constant))
            schema.Add(new EnumRule([constant], RuleSchema.Read($"{{\"enum\":[{constant.GetRawText()}]}}")));
        AddIfPresent(schema, node, ScalarKeywords, Scalars);
        AddIfPresent(schema, node, ["items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems"], Arrays);
        AddIfPresent(
            schema, node,
            [
                "required", "properties", "patternProperties", "propertyNames", "additionalProperties", "minProperties", "maxProperties",
            ],
            Objects);
        ReadConditions(schema, node);
        if (node.TryGetProperty("allOf", out var all))
            schema.Add(new AllOfRule([.. all.EnumerateArray().Select(Read)]));
        if (_variants.Of(node, own) is { } union)
        {
            schema.Add(new UnionRule(union.Property, [.. union.Variants.Select(variant => (variant.Value, Read(variant.Schema)))]));
        }
        else
        {
            foreach (var keyword in (string[])[BranchRule.OneOf, BranchRule.AnyOf])
            {
                if (node.TryGetProperty(keyword, out var branches))
                    schema.Add(new BranchRule(keyword, [.. branches.EnumerateArray().Select(Read)]));
            }
        }

        if (node.TryGetProperty("not", out var not))
            schema.Add(new NotRule(Read(not)));
        if (node.TryGetProperty(UnevaluatedRule.Keyword, out var unevaluated))
            schema.Add(new UnevaluatedRule(schema, Read(unevaluated), unevaluated.ValueKind == JsonValueKind.False));
        if (node.TryGetProperty(UnevaluatedItemsRule.Keyword, out var others))
            schema.Add(new UnevaluatedItemsRule(schema, Read(others), others.ValueKind == JsonValueKind.False));
    }

    private void ReadConditions(JsonSchema schema, JsonElement node)
    {
        if (node.TryGetProperty("if", out var condition))
            schema.Add(new IfRule(Read(condition), ReadMember(node, "then"), ReadMember(node, "else")));
        if (node.TryGetProperty("dependentRequired", out var required))
        {
            schema.Add(new DependentRequiredRule([.. required.EnumerateObject()
                .Select(entry => (entry.Name, entry.Value.EnumerateArray().Select(name => name.GetString()!).ToArray()))]));
        }

        if (node.TryGetProperty("dependentSchemas", out var schemas))
            schema.Add(new DependentSchemasRule([.. schemas.EnumerateObject().Select(entry => (entry.Name, Read(entry.Value)))]));
    }

    private JsonSchema? ReadMember(JsonElement node, string name) => node.TryGetProperty(name, out var member) ? Read(member) : null;

    /// <summary>OpenAPI 3.1 lists types; null among them makes the schema nullable, several others are each accepted.</summary>
    private static void ReadType(JsonSchema schema, JsonElement type)
    {
        if (type.ValueKind != JsonValueKind.Array)
        {
            schema.Type = type.GetString();
            return;
        }

        var types = type.EnumerateArray().Select(one => one.GetString()!).ToList();
        schema.IsNullable |= types.Count > 1 && types.Remove("null");
        if (types.Count == 1)
            schema.Type = types[0];
        else
            schema.Add(new BranchRule(BranchRule.AnyOf, [.. types.Select(one => new JsonSchema { Type = one })]));
    }

    private static void AddIfPresent(JsonSchema schema, JsonElement node, string[] keywords, Func<JsonElement, SchemaRule> make)
    {
        if (Array.Exists(keywords, keyword => node.TryGetProperty(keyword, out _)))
            schema.Add(make(node));
    }

    /// <summary>The limits that some keywords of a schema set.</summary>
    private static RuleNode Limits(JsonElement node, params string[] keywords) => RuleSchema.Read(
        "{" + string.Join(",", keywords.Select(keyword => Limit(node, keyword)).OfType<string>()) + "}");

    /// <summary>One limit in the words of OpenAPI 3.0, where a flag makes it exclusive and not a number of its own.</summary>
    private static string? Limit(JsonElement node, string keyword)
    {
        if (keyword is "minimum" or "maximum"
            && node.TryGetProperty(keyword == "minimum" ? "exclusiveMinimum" : "exclusiveMaximum", out var exclusive)
            && exclusive.ValueKind == JsonValueKind.Number)
        {
            return $"\"{keyword}\":{exclusive.GetRawText()}";
        }

        if (!node.TryGetProperty(keyword, out var value))
            return null;
        return keyword.StartsWith("exclusive", StringComparison.Ordinal) && value.ValueKind == JsonValueKind.Number
            ? $"\"{keyword}\":true"
            : $"\"{keyword}\":{value.GetRawText()}";
    }

    private static LimitRule Scalars(JsonElement node) => new(Limits(node, [.. ScalarKeywords.Append(Unit)]), Text(node, "format"));

    private ArrayRule Arrays(JsonElement node) => new()
    {
        Items = ReadMember(node, "items"),
        First = node.TryGetProperty("prefixItems", out var first) ? [.. first.EnumerateArray().Select(Read)] : [],
        Contains = ReadMember(node, "contains"),
        FewestContained = Count(node, "minContains") ?? 1,
        MostContained = Count(node, "maxContains") ?? int.MaxValue,
        Limits = Limits(node, "type", "minItems", "maxItems", "uniqueItems"),
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
            HasAdditional = hasAdditional,
            AllowsAdditional = !hasAdditional || additional.ValueKind != JsonValueKind.False,
            Additional = hasAdditional && additional.ValueKind == JsonValueKind.Object ? Read(additional) : null,
            Named = node.TryGetProperty("patternProperties", out var patterns)
                ? [.. patterns.EnumerateObject().Select(entry => (new RulePattern(entry.Name), Read(entry.Value)))]
                : [],
            Names = ReadMember(node, "propertyNames"),
            Limits = Limits(node, "minProperties", "maxProperties"),
        };
    }

    private JsonSchema Shared(string reference)
    {
        if (_shared.TryGetValue(reference, out var known))
            return known;

        var schema = _shared[reference] = new JsonSchema();
        Fill(schema, Find(document, reference), reference);
        return schema;
    }

    /// <summary>What stands at a local reference.</summary>
    public static JsonElement Find(JsonElement document, string reference)
    {
        if (!reference.StartsWith(LocalReference, StringComparison.Ordinal))
            throw new NotSupportedException($"The API description refers to '{reference}', which is another file.");

        return reference.Substring(LocalReference.Length).Split('/').Aggregate(document, (node, segment) =>
            node.GetProperty(segment.Replace("~1", "/").Replace("~0", "~")));
    }

    private static int? Count(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count)
            ? count
            : null;

    private static bool Flag(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString() : null;
}
