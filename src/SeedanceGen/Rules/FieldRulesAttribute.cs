namespace SeedanceGen.Rules;

/// <summary>
/// Says which field of a request a parameter of a builder or of its factory sets, and what the field accepts. The generator writes it; the
/// analyzer that ships with this library reads it, and so can any other tool.
/// </summary>
/// <param name="property">The property of the request type, such as <c>Duration</c>.</param>
/// <param name="field">The name of the field as it is sent, such as <c>duration</c>.</param>
/// <param name="schema">
/// What the field accepts, as a JSON Schema in the words of OpenAPI 3.0: <c>{"type":"integer","minimum":4,"maximum":15}</c>. Its
/// <c>description</c> says the same in words that complete "… accepts"; <c>x-enumNames</c> has the static property of an open enumeration
/// for each value of <c>enum</c>. The limits of the API description and those of the model are already combined.
/// </param>
/// <remarks>A parameter that takes several values has the rules of each of them in <c>items</c>.</remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FieldRulesAttribute(string property, string field, string schema) : Attribute
{
    /// <summary>The property of the request type, such as <c>Duration</c>.</summary>
    public string Property { get; } = property;

    /// <summary>The name of the field as it is sent, such as <c>duration</c>.</summary>
    public string Field { get; } = field;

    /// <summary>What the field accepts, as a JSON Schema in the words of OpenAPI 3.0.</summary>
    public string Schema { get; } = schema;
}
