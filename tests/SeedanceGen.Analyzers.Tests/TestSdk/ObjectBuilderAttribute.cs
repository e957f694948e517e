using System;

namespace SeedanceGen.Rules;

/// <summary>The SDK's attribute is internal, and the analyzers find it by its name.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ObjectBuilderAttribute(Type builder) : Attribute
{
    public Type Builder { get; } = builder;
}
