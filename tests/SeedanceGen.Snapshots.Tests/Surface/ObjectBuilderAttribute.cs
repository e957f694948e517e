namespace SeedanceGen.Rules;

/// <summary>The SDK's attribute is internal, and is found by its name: this one marks the types of the tests.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ObjectBuilderAttribute(Type builder) : Attribute
{
    public Type Builder { get; } = builder;
}
