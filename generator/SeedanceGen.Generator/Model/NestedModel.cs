namespace SeedanceGen.Generator.Model;

/// <summary>The type of an object inside the request.</summary>
/// <param name="Component">The component that describes it.</param>
/// <param name="TypeName">Its record, as NSwag names it: <c>Camera</c>.</param>
/// <param name="BuilderName">The class that builds it: <c>CameraBuilder</c>.</param>
/// <param name="Properties">What a builder sets, in the order of the YAML.</param>
internal sealed record NestedModel(string Component, string TypeName, string BuilderName, EquatableArray<PropertyModel> Properties)
{
    /// <summary>The field that tells a union that an object is of this type, and its value; null when it is no variant.</summary>
    public ChoosingField? Kind { get; init; }

    /// <summary>What no object of this type lacks; the builder starts with it.</summary>
    public IReadOnlyList<(PropertyModel Property, Limits Limits)> Required =>
        [.. Properties.Where(property => property.IsRequired).Select(property => (property, property.Limits))];
}

/// <summary>The field of a variant that has one value in every object.</summary>
internal sealed record ChoosingField(string Field, string Value);
