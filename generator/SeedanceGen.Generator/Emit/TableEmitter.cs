using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>Writes the rule table: the plain rules once, and for each variant what differs.</summary>
internal sealed class TableEmitter(RequestModel request, CancellationToken cancellationToken)
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
        return _writer.ToString();
    }

    private void EmitTable()
    {
        _writer.Line($"/// <summary>What each <c>{request.DecidingProperty.Field}</c> accepts, field by field: for user interfaces, and for validation.</summary>");
        _writer.Line(Literals.GeneratedCode);
        _writer.Open($"public static class {request.TableName}");

        _writer.Line("/// <summary>What every request accepts; a model that is newer than this library is judged by these rules alone.</summary>");
        _writer.Open($"internal static {_entry} Plain {{ get; }} = new {_entry}(default!, new {FieldRules}[]");
        foreach (var property in request.Properties)
            _writer.Line(Rules(property, property.IsRequired, property.Limits) + ",");
        _writer.Close("});");

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
        var changes = variant.Overrides.Select(change =>
            $"\n    .Where({Literals.Plain(change.Property)}, {Rules(request.Properties[change.Property], change.IsRequired, change.Limits)})");
        _writer.Line($"public static {_entry} {variant.Member} {{ get; }} = Plain.For({Value(variant)}){string.Concat(changes)};");
    }

    private void EmitLookup()
    {
        _writer.Line();
        _writer.Line("/// <summary>The rules of every model, in the order of the API description.</summary>");
        _writer.Open($"public static {ReadOnlyList}<{_entry}> All {{ get; }} = global::System.Array.AsReadOnly(new {_entry}[]");
        foreach (var variant in request.Variants)
            _writer.Line(variant.Member + ",");
        _writer.Close("});");
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
        _writer.Line($"/// <summary>What one <c>{request.DecidingProperty.Field}</c> accepts.</summary>");
        _writer.Line(Literals.GeneratedCode);
        _writer.Open($"public sealed class {request.TableEntryName}");
        _writer.Line($"private readonly {FieldRules}[] _fields;");
        _writer.Line();
        _writer.Open($"internal {request.TableEntryName}({DecidingType} value, {FieldRules}[] fields)");
        _writer.Line($"{request.DecidingProperty.Name} = value;");
        _writer.Line("_fields = fields;");
        _writer.Close();

        for (var i = 0; i < request.Properties.Count; i++)
        {
            var property = request.Properties[i];
            _writer.Line();
            if (i == request.Deciding)
            {
                _writer.Line("/// <summary>Whose rules these are.</summary>");
                _writer.Line($"public {DecidingType} {property.Name} {{ get; }}");
            }
            else
            {
                Summary($"What <c>{property.Field}</c> accepts.");
                _writer.Line($"public {FieldRules} {property.Name} => _fields[{Literals.Plain(i)}];");
            }
        }

        _writer.Line();
        _writer.Line("/// <summary>The rules of every field, in the order of the API description.</summary>");
        _writer.Line($"public {ReadOnlyList}<{FieldRules}> AllFields => global::System.Array.AsReadOnly(_fields);");
        _writer.Line();
        _writer.Line($"internal {FieldRules} Field(int index) => _fields[index];");
        _writer.Line();
        _writer.Line($"internal {_entry} For({DecidingType} value) => new {_entry}(value, ({FieldRules}[])_fields.Clone());");
        _writer.Line();
        _writer.Line("/// <summary>Only for a copy that nobody has seen yet.</summary>");
        _writer.Open($"internal {_entry} Where(int index, {FieldRules} rules)");
        _writer.Line("_fields[index] = rules;");
        _writer.Line("return this;");
        _writer.Close();
        _writer.Close();
    }

    private string Value(VariantModel variant) => request.DecidingProperty.Type.Kind == ValueKind.Choice
        ? DecidingType + "." + variant.Member
        : Literals.Text(variant.Value);

    private static string Rules(PropertyModel property, bool isRequired, Limits limits) =>
        $"new {FieldRules}({Literals.Text(property.Field)}) {{ {string.Join(", ", RuleInitializers.Of(property, isRequired, limits))} }}";

    private void Summary(string text) => _writer.Line($"/// <summary>{text}</summary>");
}
