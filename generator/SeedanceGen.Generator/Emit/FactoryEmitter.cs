using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>Writes the class with one method per variant, which takes what the variant requires.</summary>
internal sealed class FactoryEmitter(RequestModel request, SourceWriter writer)
{
    private readonly IReadOnlyList<int> _required = request.PlainlyMatching(property => property.IsRequired);

    public void Emit()
    {
        writer.Line($"/// <summary>Starts a <see cref=\"global::SeedanceGen.{request.TypeName}\"/>; each method is one <c>{request.DecidingProperty.Field}</c>.</summary>");
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
            writer.Line($"/// <param name=\"{PropertyShape.Parameter(property).TrimStart('@')}\">");
            foreach (var line in Literals.Comment(property.Description))
                writer.Line("/// " + line);
            writer.Line($"/// Accepted: {Literals.CommentLine(AcceptedWords.Of(property, limits))}.");
            writer.Line("/// </param>");
        }

        writer.Line("/// <returns>A builder for what is optional.</returns>");
        writer.Open($"public static {builder} {variant.Member}({Parameters(required)})");
        writer.Line($"var {PropertyShape.Builder} = new {builder}();");
        foreach (var (property, _) in required)
            writer.Line(PropertyShape.FactoryCall(property));
        writer.Line($"return {PropertyShape.Builder};");
        writer.Close();
    }

    private static string Parameters(List<(PropertyModel Property, Limits Limits)> required)
    {
        var parameters = required.Select((item, index) =>
        {
            var type = PropertyShape.FactoryType(item.Property, index == required.Count - 1);
            var attributes = string.Concat(RuleAttributes.Of(item.Property, item.Limits).Select(attribute => "\n    " + attribute));
            return $"{attributes}\n    {type} {PropertyShape.Parameter(item.Property)}";
        });
        return string.Join(",", parameters);
    }
}
