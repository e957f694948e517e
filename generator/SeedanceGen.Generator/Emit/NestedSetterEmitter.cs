using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>
/// Writes the methods that set an object field by field: <c>WithCamera(motion, camera => camera.WithStrength(0.5))</c>,
/// <c>AddKeyframe(time, url)</c> for one more in a list, and the same with a key for one in a free-form object.
/// </summary>
/// <param name="writer">Where it is written.</param>
/// <param name="request">The request, with the types of the objects in it.</param>
/// <param name="schemas">The rules of every field of the request.</param>
/// <param name="own">The rules of the fields of the type that has the methods.</param>
internal sealed class NestedSetterEmitter(SourceWriter writer, RequestModel request, FieldSchemas schemas, FieldSchemas own)
{
    private readonly Dictionary<string, NestedModel> _types = request.Nested.ToDictionary(type => type.Component);

    /// <summary>Whether a method has the name of the one that takes the whole object.</summary>
    public bool Overloads(PropertyModel property) => property.Type.Kind != ValueKind.List && TypeOf(property) is not null;

    /// <summary>Writes nothing for a property that holds no objects, or objects of several types.</summary>
    public void Emit(PropertyModel property, string self)
    {
        if (TypeOf(property) is not { } type)
            return;

        var required = type.Required;
        var key = property.Type.Kind == ValueKind.Map ? Free("key", required) : null;
        var configure = Free("configure", required);
        writer.Line();
        Document(property, required, key, configure);
        if (property.DeprecatedMessage is { } message)
            writer.Line(Literals.Obsolete(message));

        var action = $"global::System.Action<global::SeedanceGen.{type.BuilderName}>";
        IEnumerable<string> parameters =
        [
            .. key is null ? Array.Empty<string>() : ["\n    string " + key],
            .. required.Count == 0
                ? Array.Empty<string>()
                : [RequiredFields.Parameters(required, schemas.Nested[type.Component], areLast: false)],
            $"\n    {own.AttributeOf(property, property.IsRequired, property.Limits)}"
                + (required.Count > 0 ? $"\n    {action}? {configure} = null" : $"\n    {action} {configure}"),
        ];
        var name = property.Type.Kind == ValueKind.List ? BuilderNames.Add(property) : BuilderNames.With(property);
        writer.Open($"public {self} {name}({string.Join(",", parameters)})");
        if (required.Count == 0)
            writer.Line($"global::System.ArgumentNullException.ThrowIfNull({configure});");
        var arguments = string.Join(", ", required.Select(field => PropertyShape.Parameter(field.Property)));
        writer.Line($"var {PropertyShape.Builder} = new global::SeedanceGen.{type.BuilderName}({arguments});");
        writer.Line(required.Count > 0 ? $"{configure}?.Invoke({PropertyShape.Builder});" : $"{configure}({PropertyShape.Builder});");
        writer.Line(Statement(property, key));
        writer.Line($"return ({self})this;");
        writer.Close();
    }

    private NestedModel? TypeOf(PropertyModel property) =>
        property.Type.Component is { } component && _types.TryGetValue(component, out var type) ? type : null;

    /// <summary>A list is copied, so that what was built before stays as it was.</summary>
    private static string Statement(PropertyModel property, string? key)
    {
        var (field, built) = (PropertyShape.Field(property), PropertyShape.Builder + ".Build()");
        return property.Type.Kind switch
        {
            ValueKind.List => $"{field} = [.. {field} ?? [], {built}];",
            ValueKind.Map => $"{field}.Set({key}, {built});",
            _ => $"{field} = {built};",
        };
    }

    private void Document(
        PropertyModel property, IReadOnlyList<(PropertyModel Property, Limits Limits)> required, string? key, string configure)
    {
        var what = property.Type.Kind switch
        {
            ValueKind.List => "Adds a value to",
            ValueKind.Map => "Adds an entry to",
            _ => "Sets",
        };
        writer.Line("/// <summary>");
        writer.Line($"/// {what} <c>{Literals.CommentLine(property.Field)}</c>, field by field.");
        foreach (var line in Literals.Comment(property.Description))
            writer.Line("/// " + line);
        writer.Line("/// </summary>");
        if (key is not null)
            writer.Parameter(key, SetterEmitter.KeyComment);
        RequiredFields.Document(writer, required);
        writer.Line($"/// <param name=\"{configure}\">Sets the optional fields.</param>");
        writer.Line("/// <returns>This builder.</returns>");
        writer.Line("/// <exception cref=\"global::System.ArgumentNullException\">A value that must be given is null.</exception>");
    }

    /// <summary>
    /// A name that no parameter of a field has. The name of a property begins with a letter, so none has the one with underscores.
    /// </summary>
    private static string Free(string name, IReadOnlyList<(PropertyModel Property, Limits Limits)> required) =>
        required.Any(field => PropertyShape.Parameter(field.Property) == name) ? "__" + name : name;
}
