using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

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
        foreach (var (property, limits) in required)
        {
            writer.Parameter(
                PropertyShape.Parameter(property),
                $"{property.Description}\nAccepted: {RuleDescription.Of(property, limits)}.");
        }

        writer.Line("/// <returns>A builder for what is optional.</returns>");
        writer.Open($"public static {builder} {variant.Member}({Parameters(required)})");
        writer.Line($"var {PropertyShape.Builder} = new {builder}();");
        foreach (var (property, _) in required)
            writer.Line(PropertyShape.FactoryCall(property));
        writer.Line($"return {PropertyShape.Builder};");
        writer.Close();
    }

    private string Parameters(List<(PropertyModel Property, Limits Limits)> required)
    {
        var parameters = required.Select((item, index) =>
        {
            var type = PropertyShape.FactoryType(item.Property, index == required.Count - 1);
            return $"\n    {schemas.AttributeOf(item.Property, isRequired: true, item.Limits)}"
                + $"\n    {type} {PropertyShape.Parameter(item.Property)}";
        });
        return string.Join(",", parameters);
    }
}
