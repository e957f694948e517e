using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>
/// Writes the builders: one base with a method for each property, and for each variant a class that repeats only the methods whose limits
/// are its own. So the output grows with the limits of the YAML, not with models times properties.
/// </summary>
internal sealed class BuilderEmitter(RequestModel request, FieldSchemas schemas, CancellationToken cancellationToken)
{
    private const string Self = "TSelf";

    private readonly SourceWriter _writer = new();
    private readonly string _type = "global::SeedanceGen." + request.TypeName;

    private SetterEmitter Setters => new(_writer, schemas);

    private IEnumerable<PropertyModel> Settable => request.Properties.Where((_, index) => index != request.Deciding);

    public string Emit()
    {
        _writer.Header();
        new FactoryEmitter(request, _writer, schemas).Emit();
        EmitBase();
        var closedSets = ClosedSet.Finder(request);
        foreach (var variant in request.Variants)
        {
            cancellationToken.ThrowIfCancellationRequested();
            EmitVariant(variant, closedSets(variant));
        }

        return _writer.ToString();
    }

    private void EmitBase()
    {
        var decidingType = request.DecidingProperty.Type.CSharp;
        _writer.Line();
        _writer.Line("/// <summary>");
        _writer.Line($"/// What the builders of a <see cref=\"{_type}\"/> have in common.");
        _writer.Line("/// A builder can be used again: what it built before stays as it was.");
        _writer.Line("/// </summary>");
        _writer.Line("/// <typeparam name=\"TSelf\">The builder itself.</typeparam>");
        _writer.Line(Literals.GeneratedCode);
        _writer.Open($"public abstract class {request.BuilderName}<{Self}>\n    where {Self} : {request.BuilderName}<{Self}>");
        _writer.Line($"private readonly {decidingType} __deciding;");
        foreach (var property in Settable)
            _writer.Line($"private {PropertyShape.FieldType(property)} {PropertyShape.Field(property)};");
        _writer.Line();
        _writer.Line($"private protected {request.BuilderName}({decidingType} deciding) => __deciding = deciding;");

        var nested = new NestedSetterEmitter(_writer, request, schemas, schemas);
        foreach (var property in Settable)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Setters.EmitStoring(property, Self, nested.Overloads(property));
            nested.Emit(property, Self);
        }

        EmitBuild();
        _writer.Close();
    }

    private void EmitBuild()
    {
        _writer.Line();
        _writer.Line("/// <summary>Makes the request, and validates it.</summary>");
        _writer.Line("/// <returns>A request that the API description allows. Later changes to this builder do not change it.</returns>");
        _writer.Line(
            "/// <exception cref=\"global::SeedanceGen.SeedanceValidationException\">"
            + "The request breaks a rule; nothing was sent.</exception>");
        _writer.Open($"public {_type} Build()");
        _writer.Open($"var request = new {_type}");
        for (var i = 0; i < request.Properties.Count; i++)
        {
            var property = request.Properties[i];
            _writer.Line($"{property.Name} = {(i == request.Deciding ? "__deciding" : PropertyShape.BuiltValue(property))},");
        }

        _writer.Close("};");
        _writer.Line("var violations = request.Validate();");
        _writer.Line("return violations.Count == 0 ? request : throw new global::SeedanceGen.SeedanceValidationException(violations);");
        _writer.Close();
    }

    private void EmitVariant(VariantModel variant, IReadOnlyList<ClosedSet> closedSets)
    {
        foreach (var set in closedSets)
            EmitClosedSet(set, variant);

        var self = "global::SeedanceGen." + variant.BuilderName;
        var value = Literals.Text(variant.Value);
        var deciding = request.DecidingProperty;
        var member = deciding.Type.Kind == ValueKind.Choice ? deciding.Type.CSharp + "." + variant.Member : value;
        _writer.Line();
        _writer.Line($"/// <summary>Builds a <see cref=\"{_type}\"/> for <c>{Literals.CommentLine(variant.Value)}</c>.</summary>");
        _writer.Line(Literals.GeneratedCode);
        _writer.Open($"public sealed class {variant.BuilderName} : global::SeedanceGen.{request.BuilderName}<{self}>");
        _writer.Open($"internal {variant.BuilderName}()\n    : base({member})");
        _writer.Close();

        foreach (var change in variant.Overrides)
            Setters.EmitNarrowing(request.Properties[change.Property], change.IsRequired, change.Limits, self);
        foreach (var set in closedSets)
            EmitClosedSetter(set, variant, self);
        _writer.Close();
    }

    private void EmitClosedSet(ClosedSet set, VariantModel variant)
    {
        var field = Literals.CommentLine(set.Property.Field);
        _writer.Line();
        _writer.Line(
            $"/// <summary>What <c>{Literals.CommentLine(variant.Value)}</c> accepts for "
            + $"<c>{field}</c>: another number needs a cast.</summary>");
        _writer.Line(Literals.GeneratedCode);
        _writer.Open($"public enum {set.TypeName(variant)} : {set.Property.Type.CSharp}");
        foreach (var number in set.Numbers)
        {
            var unit = set.Property.Unit is { } given ? " " + Literals.CommentLine(given) : string.Empty;
            _writer.Line($"/// <summary>{Literals.Plain(number)}{unit}.</summary>");
            _writer.Line($"{set.MemberOf(number)} = {Literals.Plain(number)},");
        }

        _writer.Close();
    }

    private void EmitClosedSetter(ClosedSet set, VariantModel variant, string self)
    {
        var parameter = PropertyShape.Parameter(set.Property);
        _writer.Line();
        _writer.Line($"/// <summary>Sets <c>{Literals.CommentLine(set.Property.Field)}</c> to one of the accepted values.</summary>");
        _writer.Line($"/// <param name=\"{parameter.TrimStart('@')}\">The value.</param>");
        _writer.Line("/// <returns>This builder.</returns>");
        if (set.Property.DeprecatedMessage is { } message)
            _writer.Line(Literals.Obsolete(message));
        var attribute = schemas.AttributeOf(set.Property, set.IsRequired, set.Limits);
        _writer.Open(
            $"public {self} With{set.Property.Name}(\n    {attribute}\n    global::SeedanceGen.{set.TypeName(variant)} {parameter})");
        _writer.Line($"base.With{set.Property.Name}(({set.Property.Type.CSharp}){parameter});");
        _writer.Line("return this;");
        _writer.Close();
    }
}

/// <summary>Writes the class with one method per variant, which takes what the variant requires.</summary>
internal sealed class FactoryEmitter(RequestModel request, SourceWriter writer, FieldSchemas schemas)
{
    private readonly IReadOnlyList<int> _required = request.PlainlyMatching(property => property.IsRequired);

    public void Emit()
    {
        writer.Line(
            $"/// <summary>Starts a <see cref=\"global::SeedanceGen.{request.TypeName}\"/>; "
            + $"each method is one <c>{request.DecidingProperty.Field}</c>.</summary>");
        writer.Line(Literals.GeneratedCode);
        writer.Open($"public static class {request.FactoryName}");
        for (var i = 0; i < request.Variants.Count; i++)
        {
            if (i > 0)
                writer.Line();
            Emit(request.Variants[i]);
        }

        writer.Close();
    }

    private void Emit(VariantModel variant)
    {
        var builder = "global::SeedanceGen." + variant.BuilderName;
        var required = request.Matching(variant, _required, property => property.IsRequired)
            .Select(found => (Property: request.Properties[found.Property], found.Limits)).ToList();
        writer.Line($"/// <summary>Starts a request for <c>{Literals.CommentLine(variant.Value)}</c>.</summary>");
        RequiredFields.Document(writer, required);
        writer.Line("/// <returns>A builder for what is optional.</returns>");
        writer.Open($"public static {builder} {variant.Member}({RequiredFields.Parameters(required, schemas, areLast: true)})");
        writer.Line($"var {PropertyShape.Builder} = new {builder}();");
        foreach (var (property, _) in required)
            writer.Line(PropertyShape.FactoryCall(property));
        writer.Line($"return {PropertyShape.Builder};");
        writer.Close();
    }
}

/// <summary>The parameters for what an object requires, each with its rules.</summary>
internal static class RequiredFields
{
    public static void Document(SourceWriter writer, IReadOnlyList<(PropertyModel Property, Limits Limits)> required)
    {
        foreach (var (property, limits) in required)
        {
            writer.Parameter(
                PropertyShape.Parameter(property),
                $"{property.Description}\nAccepted: {FieldRuleDescription.Of(property, limits)}.");
        }
    }

    /// <param name="required">The properties, with the limits that hold here.</param>
    /// <param name="schemas">Their rules.</param>
    /// <param name="areLast">Whether no parameter follows, so that the last one can take values one by one.</param>
    public static string Parameters(
        IReadOnlyList<(PropertyModel Property, Limits Limits)> required, FieldSchemas schemas, bool areLast)
    {
        var parameters = required.Select((item, index) =>
        {
            var type = PropertyShape.FactoryType(item.Property, areLast && index == required.Count - 1);
            return $"\n    {schemas.AttributeOf(item.Property, isRequired: true, item.Limits)}"
                + $"\n    {type} {PropertyShape.Parameter(item.Property)}";
        });
        return string.Join(",", parameters);
    }
}
