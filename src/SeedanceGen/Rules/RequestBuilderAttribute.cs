namespace SeedanceGen.Rules;

/// <summary>
/// Leads from a request type to the builder for one value of its deciding property: the rules of a request that is written as an object
/// initializer are those on the builder's parameters.
/// </summary>
/// <param name="builder">The builder, whose methods carry the rules.</param>
/// <param name="property">The deciding property of the request type, such as <c>Model</c>.</param>
/// <param name="value">Its value exactly as it is sent.</param>
/// <param name="member">The static property of the open enumeration that has this value.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RequestBuilderAttribute(Type builder, string property, string value, string member) : Attribute
{
    /// <summary>The builder, whose methods carry the rules.</summary>
    public Type Builder { get; } = builder;

    /// <summary>The deciding property of the request type, such as <c>Model</c>.</summary>
    public string Property { get; } = property;

    /// <summary>The value of the deciding property exactly as it is sent.</summary>
    public string Value { get; } = value;

    /// <summary>The static property of the open enumeration that has this value.</summary>
    public string Member { get; } = member;
}
