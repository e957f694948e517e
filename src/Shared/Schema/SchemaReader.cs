using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary>Reads the schemas of an OpenAPI document, 3.0 or 3.1; every keyword that limits values becomes a rule.</summary>
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
        lock (_shared)
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
            ReadType(schema, type);
        if (node.TryGetProperty("enum", out var values))
            schema.Add(new EnumRule(values.EnumerateArray(), Limits(node, "enum")));
        if (node.TryGetProperty("const", out var constant))
            schema.Add(new EnumRule([constant], RuleSchema.Read($"{{\"enum\":[{constant.GetRawText()}]}}")));
        AddIfPresent(
            schema, node,
            [
                "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "format",
            ],
            Scalars);
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
        "{" + string.Join(',', keywords.Select(keyword => Limit(node, keyword)).OfType<string>()) + "}");

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

/// <summary>
/// A schema object of OpenAPI 3.0. <see cref="SchemaReader"/> fills it after it was made, because schemas may refer to themselves.
/// </summary>
internal sealed class JsonSchema
{
    private readonly List<SchemaRule> _rules = [];

    /// <summary>The type that a value must have; null for any.</summary>
    public string? Type { get; set; }

    /// <summary>Whether null is valid, even when another keyword rejects it.</summary>
    public bool IsNullable { get; set; }

    /// <summary>The rule about an object's properties; null when there is none.</summary>
    public ObjectRule? Object { get; private set; }

    public IReadOnlyList<SchemaRule> Rules => _rules;

    public void Add(SchemaRule rule)
    {
        _rules.Add(rule);
        Object ??= rule as ObjectRule;
    }

    /// <summary>Every rule about an object's properties that holds here, whether by <c>$ref</c>, by <c>allOf</c> or at once.</summary>
    public IEnumerable<ObjectRule> ObjectRules() => _rules.OfType<AllOfRule>()
        .SelectMany(all => all.Schemas)
        .SelectMany(schema => schema.ObjectRules())
        .Concat(_rules.OfType<ObjectRule>());

    public void Validate(JsonElement value, SchemaRun run)
    {
        if (IsNullable && value.ValueKind == JsonValueKind.Null)
            return;

        // Every other violation of a value of the wrong type follows from its type.
        if (Type is not null && !IsOfType(value))
        {
            run.Report("type", Type is "object" or "array" or "integer" ? "an " + Type : "a " + Type, value);
            return;
        }

        foreach (var rule in _rules)
            rule.Validate(value, run);
    }

    /// <summary>An integer is written without fraction and exponent, as in the JSON Schema that OpenAPI 3.0 builds on.</summary>
    private bool IsOfType(JsonElement value) => Type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number
            && (value.TryGetInt64(out _) || value.GetRawText().AsSpan().IndexOfAny(".eE") < 0),
        _ => throw new NotSupportedException($"The API description has the type '{Type}', which OpenAPI does not know."),
    };
}
