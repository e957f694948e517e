#if NETSTANDARD2_0
namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler make <c>required</c> properties for netstandard2.0.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property)]
internal sealed class RequiredMemberAttribute : Attribute;

/// <summary>The attribute that the compiler writes beside <see cref="RequiredMemberAttribute"/>.</summary>
/// <param name="feature">The name of the feature.</param>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
internal sealed class CompilerFeatureRequiredAttribute(string feature) : Attribute
{
    public string Feature { get; } = feature;
}
#endif
