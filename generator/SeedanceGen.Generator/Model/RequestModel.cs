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

    public PropertyModel DecidingProperty => Properties[Deciding];
}
