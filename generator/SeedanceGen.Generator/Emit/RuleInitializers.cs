using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>Writes the rules of a field as the initializer of a <c>FieldRules</c>; what is not limited is left out.</summary>
internal static class RuleInitializers
{
    private const string TextRule = "global::SeedanceGen.Rules.TextRule";

    public static IEnumerable<string> Of(PropertyModel property, bool isRequired, Limits limits)
    {
        var words = AcceptedWords.Of(property, limits);
        yield return "Words = " + Literals.Text(words);
        if (property.Type.Kind == ValueKind.List)
        {
            yield return "IsList = true";
            yield return "ValueWords = " + Literals.Text(AcceptedWords.OfValue(property, limits));
        }

        if (isRequired)
            yield return "IsRequired = true";
        if (property.Unit is { } unit)
            yield return "Unit = " + Literals.Text(unit);
        if (property.Type.ValueKind == ValueKind.Link)
            yield return "IsUri = true";
        if (property.Type.Kind == ValueKind.JsonObject)
            yield return "IsJsonObject = true";
        foreach (var rule in OfNumbers(limits).Concat(OfTexts(limits)).Concat(OfCounts(limits)))
            yield return rule;
    }

    private static IEnumerable<string> OfNumbers(Limits limits)
    {
        if (limits.Numbers.Count > 0)
            yield return "Numbers = " + Literals.Array("double", Literals.Numbers(limits.Numbers));
        if (limits.Minimum is { } minimum)
            yield return "Minimum = " + Literals.Number(minimum);
        if (limits.ExclusiveMinimum)
            yield return "ExclusiveMinimum = true";
        if (limits.Maximum is { } maximum)
            yield return "Maximum = " + Literals.Number(maximum);
        if (limits.ExclusiveMaximum)
            yield return "ExclusiveMaximum = true";
        if (limits.Divisors.Count > 0)
            yield return "Divisors = " + Literals.Array("double", Literals.Numbers(limits.Divisors));
    }

    private static IEnumerable<string> OfTexts(Limits limits)
    {
        if (limits.Texts.Count > 0)
            yield return "Texts = " + Literals.Array("string", Literals.Texts(limits.Texts));
        if (limits.MinimumLength is { } shortest)
            yield return "MinimumLength = " + Literals.Plain(shortest);
        if (limits.MaximumLength is { } longest)
            yield return "MaximumLength = " + Literals.Plain(longest);
        if (limits.Patterns.Count > 0)
            yield return "TextRules = " + Literals.Array(TextRule, string.Join(", ", limits.Patterns.Select(OfPattern)));
    }

    private static string OfPattern(PatternModel pattern) => pattern.Kind switch
    {
        PatternKind.NotBlank => TextRule + ".NotBlank",
        PatternKind.Scheme => $"{TextRule}.StartsWith({Literals.Texts(pattern.Schemes.Select(scheme => scheme + "://"))})",
        _ => $"{TextRule}.Matches({Literals.Text(pattern.Expression)})",
    };

    private static IEnumerable<string> OfCounts(Limits limits)
    {
        if (limits.MinimumCount is { } fewest)
            yield return "MinimumCount = " + Literals.Plain(fewest);
        if (limits.MaximumCount is { } most)
            yield return "MaximumCount = " + Literals.Plain(most);
        if (limits.UniqueItems)
            yield return "UniqueItems = true";
    }
}
