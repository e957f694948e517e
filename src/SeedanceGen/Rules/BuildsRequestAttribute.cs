namespace SeedanceGen.Rules;

/// <summary>Says which requests a builder makes: those of one type whose deciding property has one value.</summary>
/// <param name="request">The type of the request.</param>
/// <param name="property">The deciding property of the request type, such as <c>Model</c>.</param>
/// <param name="value">Its value exactly as it is sent.</param>
/// <param name="member">The static property of the open enumeration that has this value.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BuildsRequestAttribute(Type request, string property, string value, string member) : Attribute
{
    /// <summary>The type of the request.</summary>
    public Type Request { get; } = request;

    /// <summary>The deciding property of the request type, such as <c>Model</c>.</summary>
    public string Property { get; } = property;

    /// <summary>The value of the deciding property exactly as it is sent.</summary>
    public string Value { get; } = value;

    /// <summary>The static property of the open enumeration that has this value.</summary>
    public string Member { get; } = member;
}
