namespace SeedanceGen.Rules;

/// <summary>Says which property of the request a parameter of a builder or of its factory sets.</summary>
/// <param name="property">The name of the property of the request type, such as <c>Duration</c>.</param>
/// <param name="field">The name of the field as it is sent, such as <c>duration</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class RequestFieldAttribute(string property, string field) : Attribute
{
    /// <summary>The name of the property of the request type, such as <c>Duration</c>.</summary>
    public string Property { get; } = property;

    /// <summary>The name of the field as it is sent, such as <c>duration</c>.</summary>
    public string Field { get; } = field;
}
