namespace SeedanceGen.Rules;

/// <summary>
/// Leads from the type of an object inside a request to its builder: the rules of an object that is written as an object initializer are
/// those on the parameters of the builder's <c>With…</c> methods.
/// </summary>
/// <param name="builder">The builder, whose methods carry the rules.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ObjectBuilderAttribute(Type builder) : Attribute
{
    /// <summary>The builder, whose methods carry the rules.</summary>
    public Type Builder { get; } = builder;

    /// <summary>
    /// The field as it is sent that tells a union which of its variants the type is, such as <c>type</c>; null when it is no variant.
    /// </summary>
    public string? Field { get; init; }

    /// <summary>The value that this field has in every object of the type; null when it is no variant.</summary>
    public string? Value { get; init; }
}
