using System.Globalization;
using System.Text.Json;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Fields;

/// <summary>What kind of value a field takes.</summary>
internal enum FieldKind
{
    /// <summary>A text, or one of the listed texts.</summary>
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

/// <summary>A rule of the API description that a value breaks.</summary>
/// <param name="Field">Where, such as <c>keyframes[0].time</c>.</param>
/// <param name="Keyword">The keyword of the schema.</param>
/// <param name="Accepted">What is accepted, as the end of the sentence "It accepts …".</param>
/// <param name="Actual">What was there, shortened.</param>
internal sealed record BrokenRule(string Field, string Keyword, string Accepted, string Actual);

/// <summary>A field of a request, a parameter or a part of a form, as the API description has it.</summary>
internal sealed class DescribedField
{
    private readonly ApiDescription _api;
    private readonly IReadOnlyList<JsonElement> _schemas;
    private readonly SchemaView _view;
    private readonly Lazy<IReadOnlyList<DescribedField>> _fields;
    private readonly Lazy<DescribedField?> _item;
    private readonly Lazy<IReadOnlyDictionary<string, DescribedField>> _variants;

    /// <param name="api">The description.</param>
    /// <param name="name">The name as it is sent.</param>
    /// <param name="schemas">The schemas that its value has to satisfy.</param>
    /// <param name="isRequired">Whether the description requires it.</param>
    public DescribedField(ApiDescription api, string name, IReadOnlyList<JsonElement> schemas, bool isRequired)
    {
        (_api, _schemas, _view) = (api, schemas, SchemaView.Of(api, schemas));
        (Name, IsRequired) = (name, isRequired);
        Description = PlainText.Of(_view.Text("description"));
        IsDeprecated = _view.IsTrue("deprecated");
        Values = ReadValues();
        Kind = ReadKind();
        _fields = new(() => ReadFields());
        _variants = new(() => ReadVariants());
        _item = new(() => _view.Items.Count > 0 ? new DescribedField(api, name, _view.Items, isRequired: false) : null);
    }

    /// <summary>Describes a parameter. Its own description takes precedence over that of its schema.</summary>
    public DescribedField(ApiDescription api, ParameterDescription parameter)
        : this(api, parameter.Name, [parameter.SchemaNode], parameter.IsRequired)
    {
        if (ApiDescription.Text(parameter.Node, "description") is { } description)
            Description = PlainText.Of(description);
        IsDeprecated |= ApiDescription.IsTrue(parameter.Node, "deprecated");
    }

    /// <summary>The name as it is sent.</summary>
    public string Name { get; }

    public FieldKind Kind { get; }

    public bool IsRequired { get; }

    public bool IsDeprecated { get; }

    /// <summary>What the description says, without the names of its pages.</summary>
    public string Description { get; }

    /// <summary>The description up to its first full stop, colon or semicolon.</summary>
    public string Summary => PlainText.SummaryOf(Description);

    /// <summary>The accepted values when they are listed one by one, as texts; empty otherwise.</summary>
    public IReadOnlyList<string> Values { get; private init; }

    /// <summary>The accepted values that the description calls deprecated.</summary>
    public IReadOnlyList<string> DeprecatedValues => _view.First("x-deprecated-values") switch
    {
        { ValueKind: JsonValueKind.Object } map => [.. map.EnumerateObject().Select(entry => entry.Name)],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(value => value.ToString())],
        _ => [],
    };

    /// <summary>The unit of a number, such as <c>seconds</c>; null when the description gives none.</summary>
    public string? Unit => _view.Text("x-unit");

    /// <summary>The documented extensions of the files that the addresses of the field lead to; empty when none are documented.</summary>
    public IReadOnlyList<string> FileExtensions => _view.First("x-file-extensions") is { ValueKind: JsonValueKind.Array } extensions
        ? [.. extensions.EnumerateArray().Select(extension => extension.ToString())]
        : [];

    /// <summary>Whether the price of a job depends on the field.</summary>
    public bool AffectsPrice => _view.IsTrue("x-affects-price");

    /// <summary>Whether a whole number may have 64 bits.</summary>
    public bool IsLong => _view.Format == "int64";

    /// <summary>What each value of a list is; null when the field is no list.</summary>
    public DescribedField? Item => Kind == FieldKind.List ? _item.Value : null;

    /// <summary>The fields of an object, in the order of the description; for a union, the fields of every variant.</summary>
    public IReadOnlyList<DescribedField> Fields => _fields.Value;

    /// <summary>The field whose value tells the variants of a union apart; null for any other schema.</summary>
    public string? Discriminator => _view.Discriminator?.Property;

    /// <summary>The variants of a union by that value; empty for any other schema.</summary>
    public IReadOnlyDictionary<string, DescribedField> Variants => _variants.Value;

    /// <summary>Whether the object may have further fields that the description does not name.</summary>
    public bool IsOpen => Kind != FieldKind.Object
        || _view.First("additionalProperties").ValueKind is JsonValueKind.Object or JsonValueKind.True;

    /// <summary>The components that the schema refers to, the first one first.</summary>
    public IReadOnlyCollection<string> References => _view.References;

    /// <summary>Whether the value is written as JSON.</summary>
    public bool IsStructured => Kind is FieldKind.Object or FieldKind.Any
        || Item is { IsStructured: true } or { Kind: FieldKind.List or FieldKind.Map };

    /// <summary>The limits in words, such as "0 to 1" or "at most 500 characters"; empty when there is none.</summary>
    public string Accepts => Kind switch
    {
        FieldKind.Integer or FieldKind.Number => Range(_view.Minimum, _view.Maximum, Unit ?? string.Empty),
        FieldKind.Text => Range(Bound(_view.MinLength), Bound(_view.MaxLength), "characters"),
        FieldKind.List => Range(Bound(_view.MinItems), Bound(_view.MaxItems), "values"),
        _ => string.Empty,
    };

    /// <summary>The field of that name; null when the description has none.</summary>
    public DescribedField? Find(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>The variant of a union that a value says it is; the field itself when it says none that is known.</summary>
    public DescribedField VariantOf(JsonElement value) =>
        Discriminator is { } name
        && ApiDescription.Member(value, name) is { ValueKind: JsonValueKind.String } kind
        && Variants.TryGetValue(kind.GetString()!, out var variant)
            ? variant
            : this;

    /// <summary>What a value breaks of the schema, in the words of the client.</summary>
    public IReadOnlyList<BrokenRule> BrokenBy(JsonElement value) => [.. _api.Validate(_schemas, value)
        .Select(violation => new BrokenRule(violation.Field, violation.Keyword, violation.Accepted, violation.Actual))];

    /// <summary>
    /// Whether the rules of the object depend on the value of one of its fields, as those of a request depend on the model.
    /// </summary>
    public bool IsDecidedBy(DescribedField field) => _view.Choices.SelectMany(branches => branches).Any(branch =>
        ApiDescription.Member(
            ApiDescription.Member(ApiDescription.Member(branch, "properties"), field.Name), "enum").ValueKind == JsonValueKind.Array);

    public override string ToString() => $"{Name}: {Kind}";

    private static (decimal, bool)? Bound(int limit) => limit is 0 or int.MaxValue ? null : (limit, false);

    private static string Range((decimal Limit, bool IsExclusive)? lowest, (decimal Limit, bool IsExclusive)? highest, string unit)
    {
        var (low, high) = (NumberOf(lowest), NumberOf(highest));
        var range = (lowest, highest) switch
        {
            (null, null) => string.Empty,
            ({ IsExclusive: false }, { IsExclusive: false }) => $"{low} to {high}",
            (_, null) => Least(),
            (null, _) => Most(),
            _ => $"{Least()} and {Most()}",
        };
        return range.Length == 0 ? range : $"{range} {unit}".TrimEnd();

        string Least() => (lowest is { IsExclusive: true } ? "more than " : "at least ") + low;

        string Most() => (highest is { IsExclusive: true } ? "less than " : "at most ") + high;
    }

    private static string? NumberOf((decimal Limit, bool)? bound) => bound?.Limit.ToString(CultureInfo.InvariantCulture);

    private FieldKind ReadKind() => _view.Type switch
    {
        _ when _view.HasSeveralTypes => FieldKind.Any,
        "integer" => FieldKind.Integer,
        "number" => FieldKind.Number,
        "boolean" => FieldKind.Boolean,
        "array" => FieldKind.List,
        _ when _view.Discriminator is not null => FieldKind.Object,
        "object" => _view.Names.Count > 0 ? FieldKind.Object : FieldKind.Map,
        "string" => _view.Format switch
        {
            "uri" => FieldKind.Url,
            "binary" => FieldKind.File,
            _ => FieldKind.Text,
        },
        null when _view.Values is { } values && values.TrueForAll(value => value.ValueKind == JsonValueKind.String) => FieldKind.Text,
        _ => FieldKind.Any,
    };

    private string[] ReadValues() => _view.Values is { } values
        ? [.. values.Where(value => value.ValueKind != JsonValueKind.Null).Select(value => value.ToString())]
        : _view.First("const") is { ValueKind: not JsonValueKind.Undefined } only ? [only.ToString()]
        : [];

    private IReadOnlyList<DescribedField> ReadFields()
    {
        var variants = Variants.Values.ToList();
        return
        [
            .. _view.Names
                .Select(name => new DescribedField(_api, name, _view.Property(name), _view.Required.Contains(name)))
                .Concat(variants.SelectMany(variant => variant.Fields))
                .Where(field => !field._view.IsTrue("readOnly"))
                .GroupBy(field => field.Name)
                .Select(fields => variants.Count > 0 ? Joined(fields.Key, [.. fields]) : fields.First()),
        ];
    }

    /// <summary>A field of a union: it accepts what any of the variants accepts.</summary>
    private DescribedField Joined(string name, List<DescribedField> fields) => new(
        _api,
        name,
        fields[^1]._schemas,
        Variants.Values.All(variant => variant.Find(name) is { IsRequired: true }))
    {
        Values = [.. fields.SelectMany(field => field.Values).Distinct(StringComparer.Ordinal)],
    };

    private Dictionary<string, DescribedField> ReadVariants()
    {
        var variants = new Dictionary<string, DescribedField>(StringComparer.Ordinal);
        if (_view.Discriminator is not { } discriminator)
            return variants;

        foreach (var branch in _view.Choices.SelectMany(branches => branches))
        {
            if (ApiDescription.Text(branch, "$ref") is not { } reference)
                continue;
            var value = discriminator.ValueOf.GetValueOrDefault(reference) ?? reference.Split('/')[^1];
            variants.TryAdd(value, new DescribedField(_api, Name, [branch], IsRequired));
        }

        return variants;
    }
}
