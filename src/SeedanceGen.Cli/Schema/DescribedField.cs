using System.Text.Json;

namespace SeedanceGen.Cli.Schema;

/// <summary>What kind of value a field takes.</summary>
internal enum FieldKind
{
    /// <summary>A text, also one of a list of texts.</summary>
    Text,

    /// <summary>A link.</summary>
    Url,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>The bytes of a file.</summary>
    File,

    /// <summary>Several values.</summary>
    List,

    /// <summary>An object whose fields are described.</summary>
    Object,

    /// <summary>An object with keys of the caller's own.</summary>
    Map,

    /// <summary>Any JSON value.</summary>
    Any,
}

/// <summary>A field of a request, a parameter or a part of a form, as the API description has it.</summary>
internal sealed class DescribedField
{
    private readonly FieldReader _schemas;
    private readonly List<JsonElement> _parts;
    private readonly Lazy<IReadOnlyList<DescribedField>> _fields;
    private readonly Lazy<DescribedField?> _item;

    public DescribedField(
        FieldReader schemas, string name, JsonElement schema, bool isRequired, string? description = null, bool isDeprecated = false)
    {
        (_schemas, _parts) = (schemas, schemas.PartsOf(schema));
        (Name, IsRequired) = (name, isRequired);
        Description = PlainText.Of(description ?? Text("description"));
        IsDeprecated = isDeprecated || _parts.Exists(part => IsTrue(part, "deprecated"));
        Values = ReadValues();
        Kind = ReadKind();
        _fields = new(ReadFields);
        _item = new(() => First("items") is { } item ? new DescribedField(schemas, name, item, isRequired: false) : null);
        References = [.. _parts.Select(FieldReader.ReferenceOf).OfType<string>()];
    }

    /// <summary>The name as it is sent.</summary>
    public string Name { get; }

    public FieldKind Kind { get; }

    public bool IsRequired { get; }

    public bool IsDeprecated { get; }

    /// <summary>What the description says, without the names of its pages.</summary>
    public string Description { get; }

    /// <summary>The first sentence of the description, up to a colon.</summary>
    public string Summary => PlainText.SummaryOf(Description);

    /// <summary>The accepted values when they are listed one by one, as texts; empty otherwise.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The accepted values that the description calls deprecated.</summary>
    public IReadOnlyList<string> DeprecatedValues => First("x-deprecated-values") switch
    {
        { ValueKind: JsonValueKind.Object } map => [.. map.EnumerateObject().Select(entry => entry.Name)],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(value => value.ToString())],
        _ => [],
    };

    /// <summary>The unit of a number, such as <c>seconds</c>; null when the description gives none.</summary>
    public string? Unit => Text("x-unit");

    /// <summary>Whether a whole number may have 64 bits.</summary>
    public bool IsLong => Text("format") == "int64";

    /// <summary>What each value of a list is; null when the field is no list.</summary>
    public DescribedField? Item => Kind == FieldKind.List ? _item.Value : null;

    /// <summary>The fields of an object, in the order of the description.</summary>
    public IReadOnlyList<DescribedField> Fields => _fields.Value;

    /// <summary>Whether the object may have further fields that the description does not name.</summary>
    public bool IsOpen => Kind != FieldKind.Object
        || First("additionalProperties") is { ValueKind: JsonValueKind.Object or JsonValueKind.True };

    /// <summary>The components that the schema refers to.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>Whether the value is written as JSON.</summary>
    public bool IsStructured => Kind is FieldKind.Object or FieldKind.Any
        || Item is { IsStructured: true } or { Kind: FieldKind.List or FieldKind.Map };

    /// <summary>The limits in words, such as "0 to 1" or "at most 500 characters"; empty when there is none.</summary>
    public string Accepts => Kind switch
    {
        FieldKind.Integer or FieldKind.Number => Range(
            Limit("minimum") ?? Limit("exclusiveMinimum"), Limit("maximum") ?? Limit("exclusiveMaximum"), Unit ?? string.Empty),
        FieldKind.Text => Range(Limit("minLength"), Limit("maxLength"), "characters"),
        FieldKind.List => Range(Limit("minItems"), Limit("maxItems"), "values"),
        _ => string.Empty,
    };

    /// <summary>The field of that name; null when the description has none.</summary>
    public DescribedField? Find(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>
    /// Whether the rules of the object depend on the value of one of its fields, as those of a request depend on the model.
    /// </summary>
    public bool IsDecidedBy(DescribedField field) => _parts
        .SelectMany(part => Branches(part))
        .Any(branch => branch.TryGetProperty("properties", out var properties)
            && properties.TryGetProperty(field.Name, out var choice)
            && choice.TryGetProperty("enum", out _));

    public override string ToString() => $"{Name}: {Kind}";

    private static JsonElement.ArrayEnumerator Branches(JsonElement part) =>
        part.TryGetProperty("oneOf", out var branches) && branches.ValueKind == JsonValueKind.Array ? branches.EnumerateArray() : default;

    private static string Range(string? lowest, string? highest, string unit) => (lowest, highest) switch
    {
        (null, null) => string.Empty,
        (null, _) => $"at most {highest} {unit}".TrimEnd(),
        (_, null) => $"at least {lowest} {unit}".TrimEnd(),
        _ => $"{lowest} to {highest} {unit}".TrimEnd(),
    };

    private string? Limit(string keyword) => First(keyword) is { ValueKind: JsonValueKind.Number } limit ? limit.GetRawText() : null;

    private FieldKind ReadKind() => TypeName switch
    {
        "integer" => FieldKind.Integer,
        "number" => FieldKind.Number,
        "boolean" => FieldKind.Boolean,
        "array" => FieldKind.List,
        "object" => _parts.Exists(part => part.TryGetProperty("properties", out _)) ? FieldKind.Object : FieldKind.Map,
        "string" => Text("format") switch
        {
            "uri" => FieldKind.Url,
            "binary" => FieldKind.File,
            _ => FieldKind.Text,
        },
        _ => FieldKind.Any,
    };

    /// <summary>The type without "or null"; what has properties or items needs no word for it.</summary>
    private string? TypeName => First("type") switch
    {
        { ValueKind: JsonValueKind.String } one => one.GetString(),
        { ValueKind: JsonValueKind.Array } several
            when several.EnumerateArray().Where(type => !type.ValueEquals("null")).ToList() is [var one] => one.GetString(),
        { } => null,
        null when First("properties") is not null => "object",
        null when First("items") is not null => "array",
        null when First("enum") is { } values && values.EnumerateArray().All(value => value.ValueKind == JsonValueKind.String) => "string",
        _ => null,
    };

    private string[] ReadValues() =>
        First("enum") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(value => value.ValueKind != JsonValueKind.Null).Select(value => value.ToString())]
            : First("const") is { } only ? [only.ToString()]
            : [];

    private IReadOnlyList<DescribedField> ReadFields()
    {
        var required = _parts
            .Where(part => part.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array)
            .SelectMany(part => part.GetProperty("required").EnumerateArray())
            .Select(name => name.ToString())
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. _parts
                .Where(part => part.TryGetProperty("properties", out _))
                .SelectMany(part => part.GetProperty("properties").EnumerateObject())
                .DistinctBy(property => property.Name)
                .Select(property => new DescribedField(_schemas, property.Name, property.Value, required.Contains(property.Name)))
                .Where(field => field._parts.TrueForAll(part => !IsTrue(part, "readOnly"))),
        ];
    }

    private JsonElement? First(string keyword)
    {
        foreach (var part in _parts)
        {
            if (part.TryGetProperty(keyword, out var value))
                return value;
        }

        return null;
    }

    private string? Text(string keyword) => First(keyword) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static bool IsTrue(JsonElement part, string keyword) =>
        part.TryGetProperty(keyword, out var flag) && flag.ValueKind == JsonValueKind.True;
}
