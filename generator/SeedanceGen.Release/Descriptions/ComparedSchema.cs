using System.Text.Json.Nodes;

namespace SeedanceGen.Release.Descriptions;

/// <summary>A schema of OpenAPI 3.0 or 3.1 with its references and its <c>allOf</c> put together.</summary>
internal sealed class ComparedSchema
{
    private const int MaximumDepth = 60;

    private static readonly HashSet<string> RuleKeywords =
    [
        "oneOf", "anyOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "dependencies", "contains", "propertyNames",
        "patternProperties", "prefixItems", "unevaluatedItems",
    ];

    /// <summary>Each limit with whether a larger value accepts more.</summary>
    public static readonly IReadOnlyDictionary<string, bool> LimitKeywords = new Dictionary<string, bool>(StringComparer.Ordinal)
    {
        ["minimum"] = false,
        ["maximum"] = true,
        ["minLength"] = false,
        ["maxLength"] = true,
        ["minItems"] = false,
        ["maxItems"] = true,
        ["minProperties"] = false,
        ["maxProperties"] = true,
    };

    private readonly ComparedDescription _description;
    private HashSet<string>? _enumeration;

    private ComparedSchema(ComparedDescription description) => _description = description;

    /// <summary>The component's name; null for a schema in place.</summary>
    public string? Name { get; private set; }

    public string? Type { get; private set; }

    public string? Format { get; private set; }

    public bool IsNullable { get; private set; }

    public bool IsDeprecated { get; private set; }

    public string? Unit { get; private set; }

    public JsonNode? Default { get; private set; }

    public Dictionary<string, JsonNode?> Properties { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

    /// <summary>The values as JSON text; null without an enumeration.</summary>
    public IReadOnlySet<string>? Enumeration => _enumeration;

    public HashSet<string> Terminal { get; } = new(StringComparer.Ordinal);

    /// <summary>The deprecated values, where an extension names them.</summary>
    public HashSet<string> DeprecatedValues { get; } = new(StringComparer.Ordinal);

    /// <summary>The limits with a number, and whether the number itself is excluded.</summary>
    public Dictionary<string, (decimal Value, bool IsExcluded)> Limits { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Patterns { get; } = new(StringComparer.Ordinal);

    public HashSet<decimal> Divisors { get; } = [];

    public bool IsUnique { get; private set; }

    public JsonNode? Element { get; private set; }

    /// <summary>The schema of further properties; null when the description does not say.</summary>
    public JsonNode? Further { get; private set; }

    /// <summary>Whether no further properties are accepted.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The variants of a union by name.</summary>
    public Dictionary<string, JsonNode?> Variants { get; } = new(StringComparer.Ordinal);

    /// <summary>The property that tells the variants apart.</summary>
    public string? Discriminator { get; private set; }

    /// <summary>The keywords that combine schemas, each set of them as one schema.</summary>
    public List<JsonObject> Rules { get; } = [];

    public static ComparedSchema Of(ComparedDescription description, JsonNode? schema)
    {
        var view = new ComparedSchema(description);
        view.Add(schema, depth: 0, isOwn: true);
        return view;
    }

    /// <summary>
    /// A schema as text in which descriptions, examples and the order of keys make no difference; references are followed.
    /// </summary>
    public static string Canonical(ComparedDescription description, JsonNode? schema, int depth = 0)
    {
        var resolved = description.Resolve(schema);
        if (depth > MaximumDepth / 4)
            return schema?.ToJsonString() ?? "null";
        return resolved switch
        {
            JsonObject map => "{" + string.Join(',', map
                .Where(pair => pair.Key is not ("description" or "summary" or "title" or "example" or "examples" or "externalDocs"))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"\"{pair.Key}\":{Canonical(description, pair.Value, depth + 1)}")) + "}",
            JsonArray list => "[" + string.Join(',', list.Select(item => Canonical(description, item, depth + 1))) + "]",
            null => "null",
            _ => resolved.ToJsonString(),
        };
    }

    private void Add(JsonNode? schema, int depth, bool isOwn)
    {
        if (depth > MaximumDepth)
            return;
        if (schema.Text("$ref") is not null)
        {
            var target = _description.Resolve(schema, out var name);
            if (isOwn || Name is null)
                Name ??= name;
            Add(target, depth + 1, isOwn: false);
        }

        var rules = new JsonObject();
        foreach (var (keyword, value) in schema.Entries())
        {
            switch (keyword)
            {
                case "allOf":
                    foreach (var part in value.Items())
                        Add(part, depth + 1, isOwn: false);
                    break;
                case "oneOf" or "anyOf" when IsUnion(schema, value):
                    AddVariants(schema, value!, depth);
                    break;
                default:
                    if (RuleKeywords.Contains(keyword))
                        rules[keyword] = value?.DeepClone();
                    else
                        AddKeyword(schema!, keyword, value);
                    break;
            }
        }

        if (rules.Count > 0)
            Rules.Add(rules);
    }

    /// <summary>Alternatives that are schemas of their own, and not further rules for the properties beside them.</summary>
    private static bool IsUnion(JsonNode? schema, JsonNode? alternatives) => schema.Child("discriminator") is not null
        || alternatives.Items().All(item => item.Text("$ref") is not null || item.Text("type") is not null)
        && schema.Child("properties") is null;

    private void AddVariants(JsonNode? schema, JsonNode alternatives, int depth)
    {
        Discriminator ??= schema.Child("discriminator").Text("propertyName");
        var others = alternatives.Items().Where(item => item.Text("type") != "null").ToList();
        IsNullable |= others.Count < alternatives.Items().Count();
        if (others.Count == 1)
        {
            // `oneOf: [X, null]` is X that may be null.
            Add(others[0], depth + 1, isOwn: false);
            return;
        }

        var names = schema.Child("discriminator").Child("mapping").Entries()
            .GroupBy(pair => pair.Value.AsText() ?? "").ToDictionary(pair => pair.Key, pair => pair.First().Key);
        foreach (var (item, position) in others.Select((item, position) => (item, position)))
        {
            var reference = item.Text("$ref");
            var name = reference is null ? null : names.GetValueOrDefault(reference) ?? reference[(reference.LastIndexOf('/') + 1)..];
            Variants[name ?? item.Text("title") ?? $"{item.Text("type")} {position + 1}"] = item;
        }
    }

    private void AddKeyword(JsonNode schema, string keyword, JsonNode? value)
    {
        switch (keyword)
        {
            case "type":
                var types = value is JsonArray ? value.Items().Select(item => item.AsText()).ToList() : [value.AsText()];
                IsNullable |= types.Contains("null");
                Type = string.Join('|', types.Where(type => type is not (null or "null")).Order(StringComparer.Ordinal));
                break;
            case "nullable": IsNullable |= schema.Flag(keyword); break;
            case "format": Format = value.AsText(); break;
            case "deprecated": IsDeprecated |= schema.Flag(keyword); break;
            case "x-unit": Unit = value.AsText(); break;
            case "default": Default = value; break;
            case "items": Element = value; break;
            case "uniqueItems": IsUnique |= schema.Flag(keyword); break;
            case "pattern": Patterns.Add(value.AsText() ?? ""); break;
            case "multipleOf": Divisors.Add(value.AsNumber() ?? 1); break;
            case "x-terminal": Terminal.UnionWith(value.Items().Select(Raw)); break;
            case "required": Required.UnionWith(value.Items().Select(item => item.AsText() ?? "")); break;
            case "const": Restrict([Raw(value)]); break;
            case "enum":
                IsNullable |= value.Items().Any(item => item is null);
                Restrict(value.Items().Where(item => item is not null).Select(Raw));
                break;
            case "properties":
                foreach (var (name, property) in value.Entries())
                {
                    Properties[name] = Properties.TryGetValue(name, out var other)
                        ? new JsonObject { ["allOf"] = new JsonArray(other?.DeepClone(), property?.DeepClone()) }
                        : property;
                }

                break;
            case "additionalProperties" or "unevaluatedProperties":
                IsClosed |= value is JsonValue && !schema.Flag(keyword);
                Further = value as JsonObject ?? Further;
                break;
            case "exclusiveMinimum" or "exclusiveMaximum":
                var limit = keyword == "exclusiveMinimum" ? "minimum" : "maximum";
                if (value.AsNumber() is { } excluded)
                    Tighten(limit, excluded, isExcluded: true);
                break;
            default:
                if (LimitKeywords.ContainsKey(keyword) && value.AsNumber() is { } number)
                    Tighten(keyword, number, keyword is "minimum" or "maximum" && schema.Flag("exclusiveM" + keyword[1..]));
                else if (keyword.StartsWith("x-", StringComparison.Ordinal)
                    && keyword.Contains("deprecated", StringComparison.OrdinalIgnoreCase))
                    DeprecatedValues.UnionWith(value is JsonObject map ? map.Select(pair => $"\"{pair.Key}\"") : value.Items().Select(Raw));
                break;
        }
    }

    private void Restrict(IEnumerable<string> values)
    {
        if (_enumeration is null)
            _enumeration = values.ToHashSet(StringComparer.Ordinal);
        else
            _enumeration.IntersectWith(values.ToHashSet(StringComparer.Ordinal));
    }

    private void Tighten(string keyword, decimal value, bool isExcluded)
    {
        var isUpper = LimitKeywords[keyword];
        if (!Limits.TryGetValue(keyword, out var old) || (isUpper ? value < old.Value : value > old.Value)
            || value == old.Value && isExcluded)
            Limits[keyword] = (value, isExcluded);
    }

    private static string Raw(JsonNode? node) => node?.ToJsonString(JsonText.Plain) ?? "null";
}

/// <summary>How values are written in messages.</summary>
internal static class JsonText
{
    public static readonly System.Text.Json.JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
