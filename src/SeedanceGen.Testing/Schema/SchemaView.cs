using System.Globalization;
using System.Text.Json;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Testing.Schema;

/// <summary>
/// What several schemas say together about a value that has to keep to all of them: references and <c>allOf</c> are followed, limits are
/// the narrowest. Values are made from it; <see cref="JsonSchema"/> says whether a value is valid.
/// </summary>
internal sealed class SchemaView
{
    private const int DeepestParts = 32;

    private readonly ApiDescription _description;
    private readonly Dictionary<string, List<JsonElement>> _properties = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<JsonElement> _parts = [];

    private SchemaView(ApiDescription description) => _description = description;

    public string? Type { get; private set; }

    /// <summary>Whether a schema lists more than one type, besides null.</summary>
    public bool HasSeveralTypes { get; private set; }

    public bool IsNullable { get; private set; }

    public string? Format { get; private set; }

    /// <summary>Values that the schemas show, the best first: a constant, examples, the default.</summary>
    public List<JsonElement> Shown { get; } = [];

    /// <summary>The values that all enumerations have; null without an enumeration.</summary>
    public List<JsonElement>? Values { get; private set; }

    public List<string> Patterns { get; } = [];

    public (decimal Limit, bool IsExclusive)? Minimum { get; private set; }

    public (decimal Limit, bool IsExclusive)? Maximum { get; private set; }

    public decimal? MultipleOf { get; private set; }

    public int MinLength { get; private set; }

    public int MaxLength { get; private set; } = int.MaxValue;

    public int MinItems { get; private set; }

    public int MaxItems { get; private set; } = int.MaxValue;

    public int MinProperties { get; private set; }

    public bool UniqueItems { get; private set; }

    /// <summary>What every item keeps to.</summary>
    public List<JsonElement> Items { get; } = [];

    /// <summary>What every property without a name in the description keeps to.</summary>
    public List<JsonElement> Additional { get; } = [];

    public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of the properties, in the order of the description.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The branches of each <c>oneOf</c> and <c>anyOf</c>.</summary>
    public List<JsonElement[]> Choices { get; } = [];

    /// <summary>The property that tells the branches apart, and its value for the reference of a branch; null when there is none.</summary>
    public (string Property, Dictionary<string, string> ValueOf)? Discriminator { get; private set; }

    /// <summary>The references that were followed.</summary>
    public HashSet<string> References { get; } = new(StringComparer.Ordinal);

    public static SchemaView Of(ApiDescription description, IReadOnlyList<JsonElement> schemas)
    {
        var view = new SchemaView(description);
        foreach (var schema in schemas)
            view.Add(schema, depth: 0);
        return view;
    }

    /// <summary>The value of a keyword in the first schema that has it; undefined when none has it.</summary>
    public JsonElement First(string keyword) => _parts
        .Select(part => ApiDescription.Member(part, keyword))
        .FirstOrDefault(value => value.ValueKind != JsonValueKind.Undefined);

    /// <summary>The first text of a keyword; null when there is none.</summary>
    public string? Text(string keyword) => First(keyword) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Whether any of the schemas says that a keyword is true.</summary>
    public bool IsTrue(string keyword) => _parts.Exists(part => ApiDescription.IsTrue(part, keyword));

    public bool Has(string name) => _properties.ContainsKey(name);

    /// <summary>What the value of a property keeps to; empty when it may be anything.</summary>
    public IReadOnlyList<JsonElement> Property(string name) => _properties.TryGetValue(name, out var schemas) ? schemas : Additional;

    private void Add(JsonElement schema, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > DeepestParts)
            return;
        if (ApiDescription.Text(schema, "$ref") is { } reference)
        {
            References.Add(reference);
            Add(_description.Follow(schema), depth + 1);
            return;
        }

        _parts.Add(schema);
        AddType(ApiDescription.Member(schema, "type"));
        IsNullable |= ApiDescription.IsTrue(schema, "nullable");
        Format ??= ApiDescription.Text(schema, "format");
        foreach (var shown in (string[])["const", "example", "default"])
        {
            if (ApiDescription.Member(schema, shown) is { ValueKind: not JsonValueKind.Undefined } value)
                Shown.Add(value);
        }

        Shown.AddRange(List(schema, "examples"));
        AddValues(schema);
        AddLimits(schema);
        AddObject(schema);
        if (ApiDescription.Member(schema, "items") is { ValueKind: JsonValueKind.Object } items)
            Items.Add(items);
        foreach (var part in List(schema, "allOf"))
            Add(part, depth + 1);
        foreach (var keyword in (string[])[BranchRule.OneOf, BranchRule.AnyOf])
        {
            if (List(schema, keyword) is { Count: > 0 } branches)
                Choices.Add([.. branches]);
        }

        AddDiscriminator(schema);
    }

    private void AddType(JsonElement type)
    {
        string[] types = type.ValueKind switch
        {
            JsonValueKind.String => [type.GetString()!],
            JsonValueKind.Array => [.. type.EnumerateArray().Select(one => one.GetString()!)],
            _ => [],
        };
        IsNullable |= types.Length > 1 && types.Contains("null");
        HasSeveralTypes |= types.Count(one => one != "null") > 1;
        var first = types.FirstOrDefault(one => one != "null") ?? types.FirstOrDefault();
        if (Type is null or "number")
            Type = first ?? Type;
    }

    private void AddValues(JsonElement schema)
    {
        var own = List(schema, "enum");
        if (own.Count == 0)
            return;
        Values = Values?.FindAll(value => own.Exists(other => other.GetRawText() == value.GetRawText())) ?? own;
    }

    private void AddLimits(JsonElement schema)
    {
        if (ApiDescription.Text(schema, "pattern") is { } pattern)
            Patterns.Add(pattern);
        Minimum = Tighter(Minimum, Limit(schema, "minimum", "exclusiveMinimum"), (one, other) => one > other);
        Maximum = Tighter(Maximum, Limit(schema, "maximum", "exclusiveMaximum"), (one, other) => one < other);
        MultipleOf ??= Number(schema, "multipleOf");
        MinLength = Math.Max(MinLength, Count(schema, "minLength", 0));
        MaxLength = Math.Min(MaxLength, Count(schema, "maxLength", int.MaxValue));
        MinItems = Math.Max(MinItems, Count(schema, "minItems", 0));
        MaxItems = Math.Min(MaxItems, Count(schema, "maxItems", int.MaxValue));
        MinProperties = Math.Max(MinProperties, Count(schema, "minProperties", 0));
        UniqueItems |= ApiDescription.IsTrue(schema, "uniqueItems");
    }

    private void AddObject(JsonElement schema)
    {
        if (ApiDescription.Member(schema, "properties") is { ValueKind: JsonValueKind.Object } properties)
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (!_properties.TryGetValue(property.Name, out var all))
                {
                    _properties[property.Name] = all = [];
                    _names.Add(property.Name);
                }

                all.Add(property.Value);
            }
        }

        foreach (var name in List(schema, "required"))
            Required.Add(name.GetString()!);
        if (ApiDescription.Member(schema, "additionalProperties") is { ValueKind: JsonValueKind.Object } additional)
            Additional.Add(additional);
        Type ??= _names.Count > 0 ? "object" : Items.Count > 0 ? "array" : null;
    }

    private void AddDiscriminator(JsonElement schema)
    {
        var discriminator = ApiDescription.Member(schema, "discriminator");
        if (ApiDescription.Text(discriminator, "propertyName") is not { } property)
            return;

        var valueOf = new Dictionary<string, string>(StringComparer.Ordinal);
        if (ApiDescription.Member(discriminator, "mapping") is { ValueKind: JsonValueKind.Object } mapping)
        {
            foreach (var entry in mapping.EnumerateObject())
                valueOf.TryAdd(entry.Value.GetString()!, entry.Name);
        }

        Discriminator = (property, valueOf);
    }

    /// <summary>In OpenAPI 3.0 a flag makes a limit exclusive, in 3.1 the exclusive limit is a number of its own.</summary>
    private static (decimal, bool)? Limit(JsonElement schema, string inclusive, string exclusive)
    {
        if (Number(schema, exclusive) is { } alone)
            return (alone, true);
        return Number(schema, inclusive) is { } limit ? (limit, ApiDescription.IsTrue(schema, exclusive)) : null;
    }

    private static (decimal Limit, bool)? Tighter(
        (decimal Limit, bool)? known, (decimal Limit, bool)? own, Func<decimal, decimal, bool> isTighter) =>
        known is null || (own is { } limit && isTighter(limit.Limit, known.Value.Limit)) ? own : known;

    private static decimal? Number(JsonElement schema, string name) =>
        ApiDescription.Member(schema, name) is { ValueKind: JsonValueKind.Number } number
            && decimal.TryParse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private static int Count(JsonElement schema, string name, int otherwise) =>
        ApiDescription.Member(schema, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count)
            ? count
            : otherwise;

    private static List<JsonElement> List(JsonElement schema, string name) =>
        ApiDescription.Member(schema, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
}
