using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>Writes the rule table: each rule once, as text and as an object, and for each variant the rules that hold for it.</summary>
internal sealed class TableEmitter(RequestModel request, FieldSchemas schemas, CancellationToken cancellationToken)
{
    private const string FieldRules = "global::SeedanceGen.Rules.FieldRules";
    private const string ReadOnlyList = "global::System.Collections.Generic.IReadOnlyList";

    private readonly SourceWriter _writer = new();
    private readonly string _entry = "global::SeedanceGen." + request.TableEntryName;

    private string DecidingType => request.DecidingProperty.Type.CSharp;

    public string Emit()
    {
        _writer.Header();
        EmitTable();
        _writer.Line();
        EmitEntry();
        _writer.Line();
        EmitFields();
        _writer.Line();
        EmitSchemas();
        return _writer.ToString();
    }

    private void EmitTable()
    {
        _writer.Line(
            $"/// <summary>What each <c>{request.DecidingProperty.Field}</c> accepts, "
            + "field by field: for user interfaces, and for validation.</summary>");
        _writer.Line(Literals.GeneratedCode);
        _writer.Open($"public static class {request.TableName}");

        _writer.Line(
            "/// <summary>What every request accepts; a model that is newer than this library is checked by these rules alone.</summary>");
        _writer.Line($"internal static {_entry} Plain {{ get; }} = new {_entry}(default!);");

        foreach (var variant in request.Variants)
            EmitVariant(variant);
        EmitLookup();
        _writer.Close();
    }

    private void EmitVariant(VariantModel variant)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _writer.Line();
        Summary($"The rules of <c>{Literals.CommentLine(variant.Value)}</c>.");
        var create = $"public static {_entry} {variant.Member} {{ get; }} = new {_entry}({Value(variant)})";
        if (variant.Overrides.Count == 0)
        {
            _writer.Line(create + ";");
            return;
        }

        _writer.Open(create);
        foreach (var change in variant.Overrides)
        {
            var property = request.Properties[change.Property];
            _writer.Line($"{property.Name} = {schemas.FieldOf(property, change.IsRequired, change.Limits)},");
        }

        _writer.Close("};");
    }

    private void EmitLookup()
    {
        _writer.Line();
        _writer.Line("/// <summary>The rules of every model, in the order of the API description.</summary>");
        _writer.Line($"public static {ReadOnlyList}<{_entry}> All {{ get; }} = global::System.Array.AsReadOnly(");
        _writer.Indented(() =>
        {
            _writer.Open($"new {_entry}[]");
            foreach (var variant in request.Variants)
                _writer.Line(variant.Member + ",");
            _writer.Close("});");
        });
        _writer.Line();
        _writer.Line("/// <summary>Finds the rules of a model.</summary>");
        _writer.Line("/// <param name=\"value\">The model.</param>");
        _writer.Line("/// <returns>Its rules; null when this version of the API description does not know the model.</returns>");
        var isChoice = request.DecidingProperty.Type.Kind == ValueKind.Choice;
        var access = isChoice ? "internal" : "public";
        if (isChoice)
        {
            _writer.Line($"public static {_entry}? Find({DecidingType} value) => Find(value.Value);");
            _writer.Line();
        }

        _writer.Open($"{access} static {_entry}? Find(string? value) => value switch");
        foreach (var variant in request.Variants)
            _writer.Line($"{Literals.Text(variant.Value)} => {variant.Member},");
        _writer.Line("_ => null,");
        _writer.Close("};");
    }

    private void EmitEntry()
    {
        var deciding = request.DecidingProperty;
        _writer.Line($"/// <summary>What one <c>{deciding.Field}</c> accepts.</summary>");
        _writer.Line(Literals.GeneratedCode);
        _writer.Open($"public sealed class {request.TableEntryName}");
        _writer.Line($"private {ReadOnlyList}<{FieldRules}>? __all;");
        _writer.Line();
        _writer.Line($"internal {request.TableEntryName}({DecidingType} value) => {deciding.Name} = value;");
        foreach (var property in request.Properties)
        {
            _writer.Line();
            if (property == deciding)
            {
                _writer.Line("/// <summary>Whose rules these are.</summary>");
                _writer.Line($"public {DecidingType} {property.Name} {{ get; }}");
                continue;
            }

            Summary($"What <c>{property.Field}</c> accepts.");
            _writer.Line($"public {FieldRules} {property.Name} {{ get; internal init; }} = {Plain(property)};");
        }

        _writer.Line();
        _writer.Line("/// <summary>The rules of every field, in the order of the API description.</summary>");
        _writer.Line($"public {ReadOnlyList}<{FieldRules}> AllFields => __all ??= global::System.Array.AsReadOnly(");
        _writer.Indented(() =>
        {
            _writer.Open($"new {FieldRules}[]");
            foreach (var property in request.Properties)
                _writer.Line((property == deciding ? "DecidingField" : property.Name) + ",");
            _writer.Close("});");
        });
        _writer.Line();
        Summary($"What <c>{deciding.Field}</c> accepts.");
        _writer.Line($"internal {FieldRules} DecidingField => {Plain(deciding)};");
        _writer.Close();
    }

    private void EmitFields()
    {
        Summary("The rules of every field as they are checked: for every request, and where a model narrows them.");
        _writer.Line(Literals.GeneratedCode);
        _writer.Open($"internal static class {request.FieldsName}");
        var isFirst = true;
        foreach (var (name, property, isRequired, _) in schemas.All)
        {
            if (!isFirst)
                _writer.Line();
            isFirst = false;
            _writer.Line($"public static {FieldRules} {name} {{ get; }} = new {FieldRules}(");
            var end = isRequired ? " { IsRequired = true };" : ";";
            _writer.Continuation($"{Literals.Text(property.Field)}, global::SeedanceGen.{request.SchemasName}.{name}){end}");
        }

        _writer.Close();
    }

    private void EmitSchemas()
    {
        Summary("The same rules as JSON Schema, for the attributes of the builders' parameters.");
        _writer.Line(Literals.GeneratedCode);
        _writer.Open($"internal static class {request.SchemasName}");
        var isFirst = true;
        foreach (var (name, _, _, schema) in schemas.All.Concat(request.Nested.SelectMany(type => schemas.Nested[type.Component].All)))
        {
            if (!isFirst)
                _writer.Line();
            isFirst = false;
            _writer.Line($"public const string {name} =");
            _writer.Continuation(Literals.Json(schema) + ";");
        }

        _writer.Close();
    }

    private string Plain(PropertyModel property) => schemas.FieldOf(property, property.IsRequired, property.Limits);

    private string Value(VariantModel variant) => request.DecidingProperty.Type.Kind == ValueKind.Choice
        ? DecidingType + "." + variant.Member
        : Literals.Text(variant.Value);

    private void Summary(string text) => _writer.Line($"/// <summary>{text}</summary>");
}
