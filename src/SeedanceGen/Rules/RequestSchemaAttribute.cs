namespace SeedanceGen.Rules;

/// <summary>
/// The schema of a whole request, on the request type: it has the rules that no parameter of a builder carries, those between fields and
/// those of objects inside the request for one model. The generator writes it when there are such rules; the analyzer that ships with this
/// library reads it.
/// </summary>
/// <param name="component">The component of the API description that is the request, such as <c>VideoGenerationRequest</c>.</param>
/// <param name="field">The deciding field as it is sent, such as <c>model</c>.</param>
/// <param name="schema">
/// The component with those that it refers to, as JSON: <c>{"components":{"schemas":{…}}}</c>. It is what <c>Validate()</c> applies.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RequestSchemaAttribute(string component, string field, string schema) : Attribute
{
    /// <summary>The component of the API description that is the request.</summary>
    public string Component { get; } = component;

    /// <summary>The deciding field as it is sent.</summary>
    public string Field { get; } = field;

    /// <summary>The component with those that it refers to, as JSON.</summary>
    public string Schema { get; } = schema;
}
