namespace SeedanceGen.Generator.Model;

/// <summary>The request that is charged: its properties, and what each value of its deciding property narrows.</summary>
/// <param name="TypeName">The request type as NSwag names it: <c>VideoGenerationRequest</c>.</param>
/// <param name="FactoryName">The class with a factory method per variant: <c>VideoRequest</c>.</param>
/// <param name="TableName">The class with the rules of every variant: <c>SeedanceModels</c>.</param>
/// <param name="TableEntryName">The rules of one variant: <c>SeedanceModelRules</c>.</param>
/// <param name="Description">What the YAML says about the request.</param>
/// <param name="Deciding">The index of the deciding property.</param>
/// <param name="Properties">Every property, in the order of the YAML.</param>
/// <param name="Variants">One for each value of the deciding property, in the order of the YAML.</param>
internal sealed record RequestModel(
    string TypeName,
    string FactoryName,
    string TableName,
    string TableEntryName,
    string Description,
    int Deciding,
    EquatableArray<PropertyModel> Properties,
    EquatableArray<VariantModel> Variants)
{
    /// <summary>The types of the objects inside the request, at every depth; each has a builder of its own.</summary>
    public EquatableArray<NestedModel> Nested { get; init; }

    /// <summary>The request's whole schema as JSON, when it has rules that <see cref="Properties"/> do not hold; otherwise null.</summary>
    public string? Schema { get; init; }

    /// <summary>The request's component, as the YAML names it.</summary>
    public string Component { get; init; } = TypeName;

    /// <summary>The base of the builders: <c>VideoRequestBuilder</c>.</summary>
    public string BuilderName => FactoryName + "Builder";

    /// <summary>The class with the rules of every field: <c>VideoRequestFields</c>.</summary>
    public string FieldsName => FactoryName + "Fields";

    /// <summary>The class with the same rules as JSON Schema: <c>VideoRequestSchemas</c>.</summary>
    public string SchemasName => FactoryName + "Schemas";

    public PropertyModel DecidingProperty => Properties[Deciding];

    /// <summary>The properties that match for one variant, with its limits; the plain matches are found once by the caller.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="plain">The indices of the properties whose plain form matches.</param>
    /// <param name="matches">Whether the variant's own form matches.</param>
    public IEnumerable<OverrideModel> Matching(VariantModel variant, IReadOnlyList<int> plain, Func<OverrideModel, bool> matches)
    {
        var own = variant.Overrides.ToDictionary(change => change.Property);
        return plain.Where(index => !own.ContainsKey(index)).Select(Plain)
            .Concat(own.Values.Where(matches)).OrderBy(found => found.Property);
    }

    /// <summary>The indices of the properties whose plain form matches.</summary>
    public IReadOnlyList<int> PlainlyMatching(Func<OverrideModel, bool> matches) =>
        [.. Enumerable.Range(0, Properties.Count).Where(index => index != Deciding && matches(Plain(index)))];

    private OverrideModel Plain(int index) => new(index, Properties[index].IsRequired, Properties[index].Limits);
}

/// <summary>One property of the request.</summary>
/// <param name="Field">Its name as it is sent.</param>
/// <param name="Name">Its name in C#, as NSwag makes it.</param>
/// <param name="Description">What the YAML says about it.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsRequired">Whether every request has it.</param>
/// <param name="Unit">The unit of its numbers, from <c>x-unit</c>.</param>
/// <param name="Limits">What every variant accepts.</param>
internal sealed record PropertyModel(
    string Field, string Name, string Description, TypeModel Type, bool IsRequired, string? Unit, Limits Limits)
{
    /// <summary>What its users read when the YAML marks it as deprecated; null otherwise.</summary>
    public string? DeprecatedMessage { get; init; }

    /// <summary>The documented extensions of the files that its addresses lead to, from <c>x-file-extensions</c>.</summary>
    public EquatableArray<string> FileExtensions { get; init; }
}

/// <summary>The type that NSwag gives a property.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="CSharp">The type without a question mark, with <c>global::</c>; of a list or map the type of its values.</param>
/// <param name="ItemKind">Of a list or map, what its values are.</param>
/// <param name="Members">Of an open enumeration, also as an item, its values with their C# names.</param>
internal sealed record TypeModel(ValueKind Kind, string CSharp, ValueKind ItemKind, EquatableArray<ChoiceModel> Members)
{
    /// <summary>The component that describes the object that the value, or each value, is; null for anything else.</summary>
    public string? Component { get; init; }

    /// <summary>What the value, or each value, is.</summary>
    public ValueKind ValueKind => Kind is ValueKind.List or ValueKind.Map ? ItemKind : Kind;
}

/// <summary>What a property holds, as far as the emitted code differs.</summary>
internal enum ValueKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A string with <c>format: uri</c>.</summary>
    Link,

    /// <summary>A string of an open enumeration.</summary>
    Choice,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A truth value.</summary>
    Flag,

    /// <summary>Any JSON value.</summary>
    Json,

    /// <summary>A JSON object of any shape that NSwag leaves as a JSON value.</summary>
    JsonObject,

    /// <summary>A struct that has no rules: a date, a time, a GUID.</summary>
    OpaqueStruct,

    /// <summary>An object whose rules are not its property's: a nested record, bytes.</summary>
    OpaqueClass,

    /// <summary>Several values.</summary>
    List,

    /// <summary>A free-form object.</summary>
    Map,
}

internal static class ValueKinds
{
    /// <summary>The <c>type</c> in JSON Schema of a single value; null when it has none.</summary>
    public static string? SchemaType(this ValueKind kind) => kind switch
    {
        ValueKind.Text or ValueKind.Link or ValueKind.Choice or ValueKind.OpaqueStruct => "string",
        ValueKind.Integer => "integer",
        ValueKind.Number => "number",
        ValueKind.Flag => "boolean",
        ValueKind.JsonObject => "object",
        _ => null,
    };

    public static string Description(this ValueKind kind) => kind switch
    {
        ValueKind.Text or ValueKind.Link => "a text",
        ValueKind.Choice => "an enumeration",
        ValueKind.Integer or ValueKind.Number => "a number",
        ValueKind.Flag => "a truth value",
        ValueKind.List => "a list",
        ValueKind.Map => "a free-form object",
        ValueKind.OpaqueStruct => "a date, time or id",
        _ => "an object",
    };

    public static bool IsStruct(this ValueKind kind) => kind
        is ValueKind.Choice or ValueKind.Integer or ValueKind.Number or ValueKind.Flag or ValueKind.Json or ValueKind.JsonObject
        or ValueKind.OpaqueStruct;
}

/// <summary>A value of an open enumeration and its static property.</summary>
internal sealed record ChoiceModel(string Value, string Member);

/// <summary>One value of the deciding property, with what it changes.</summary>
/// <param name="Value">The value as it is sent: <c>seedance-2.0-fast</c>.</param>
/// <param name="Member">Its name in C#, as the templates make it: <c>Seedance20Fast</c>.</param>
/// <param name="Overrides">The properties whose limits differ from the plain ones, by index.</param>
internal sealed record VariantModel(string Value, string Member, EquatableArray<OverrideModel> Overrides)
{
    public string BuilderName => Member + "RequestBuilder";
}

/// <summary>What one variant accepts for one property: the plain limits and its own, combined.</summary>
internal sealed record OverrideModel(int Property, bool IsRequired, Limits Limits);
