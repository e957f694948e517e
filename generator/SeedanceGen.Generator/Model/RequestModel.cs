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
