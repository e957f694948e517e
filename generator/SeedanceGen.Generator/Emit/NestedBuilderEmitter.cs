using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>
/// Writes a builder for each object inside the request: its constructor takes what is required, as a factory of the request does, and a
/// method sets each property. The record leads to its builder, so that the rules are there once.
/// </summary>
internal sealed class NestedBuilderEmitter(RequestModel request, FieldSchemas schemas, CancellationToken cancellationToken)
{
    private const string Attribute = "global::SeedanceGen.Rules.ObjectBuilder";

    private readonly SourceWriter _writer = new();

    public string Emit()
    {
        _writer.Header();
        var isFirst = true;
        foreach (var type in request.Nested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!isFirst)
                _writer.Line();
            isFirst = false;
            var kind = type.Kind is { } known
                ? $", Field = {Literals.Text(known.Field)}, Value = {Literals.Text(known.Value)}"
                : string.Empty;
            _writer.Line($"[{Attribute}(typeof(global::SeedanceGen.{type.BuilderName}){kind})]");
            _writer.Line($"public sealed partial record {type.TypeName};");
            _writer.Line();
            EmitBuilder(type);
        }

        return _writer.ToString();
    }

    private void EmitBuilder(NestedModel type)
    {
        var (own, record, self) =
            (schemas.Nested[type.Component], "global::SeedanceGen." + type.TypeName, "global::SeedanceGen." + type.BuilderName);
        var setters = new SetterEmitter(_writer, own);
        var nested = new NestedSetterEmitter(_writer, request, schemas, own);
        _writer.Line("/// <summary>");
        _writer.Line($"/// Builds a <see cref=\"{record}\"/>.");
        _writer.Line("/// A builder can be used again: what it built before stays as it was.");
        _writer.Line("/// </summary>");
        _writer.Line(Literals.GeneratedCode);
        _writer.Open($"public sealed class {type.BuilderName}");
        foreach (var property in type.Properties)
            _writer.Line($"private {PropertyShape.FieldType(property)} {PropertyShape.Field(property)};");
        if (type.Properties.Count > 0)
            _writer.Line();
        EmitConstructor(type, own);
        foreach (var property in type.Properties)
        {
            setters.EmitStoring(property, self, nested.Overloads(property));
            nested.Emit(property, self);
        }

        _writer.Line();
        _writer.Line("/// <summary>Makes the object. The request that takes it is validated as a whole.</summary>");
        _writer.Line("/// <returns>The object. Later changes to this builder do not change it.</returns>");
        _writer.Open($"public {record} Build() => new {record}");
        foreach (var property in type.Properties)
            _writer.Line($"{property.Name} = {PropertyShape.BuiltValue(property)},");
        _writer.Close("};");
        _writer.Close();
    }

    private void EmitConstructor(NestedModel type, FieldSchemas own)
    {
        var required = type.Required;
        _writer.Line(required.Count > 0
            ? "/// <summary>Starts with what is required.</summary>"
            : "/// <summary>Starts with nothing: every field is optional.</summary>");
        RequiredFields.Document(_writer, required);
        _writer.Open($"public {type.BuilderName}({RequiredFields.Parameters(required, own, areLast: true)})");
        foreach (var (property, _) in required)
            _writer.Line(PropertyShape.FactoryCall(property, "this"));
        _writer.Close();
    }
}
