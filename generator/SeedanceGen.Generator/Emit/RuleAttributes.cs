using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>Writes the rules of a property as attributes of a parameter; <c>README.md</c> describes them for analyzers.</summary>
internal static class RuleAttributes
{
    private const string Rules = "global::SeedanceGen.Rules.";

    /// <summary>The attributes, one per line, beginning with the property that the parameter sets.</summary>
    public static IReadOnlyList<string> Of(PropertyModel property, Limits limits)
    {
        List<string> attributes = [Field(property)];
        if (property.Type.Kind != ValueKind.Map)
            attributes.AddRange(OfValue(property, limits, AcceptedWords.OfValue(property, limits)));
        if (property.Type.Kind == ValueKind.List && limits.HasCount)
            attributes.Add(Count(limits, AcceptedWords.Of(property, limits)));
        return attributes;
    }

    public static string Field(PropertyModel property) =>
        Attribute("RequestField", $"{Literals.Text(property.Name)}, {Literals.Text(property.Field)}");

    private static IEnumerable<string> OfValue(PropertyModel property, Limits limits, string words)
    {
        var named = ", Words = " + Literals.Text(words);
        if (limits.Numbers.Count > 0)
            yield return Attribute("AcceptedValues", Literals.Array("double", Literals.Numbers(limits.Numbers)) + named);
        if (limits.HasRange)
            yield return Attribute("AcceptedRange", Range(limits) + named);
        foreach (var divisor in limits.Divisors)
            yield return Attribute("AcceptedMultiple", Literals.Number(divisor) + named);
        if (limits.Texts.Count > 0)
            yield return Attribute("AcceptedValues", Texts(property, limits) + named);
        if (limits.HasLength)
            yield return Attribute("AcceptedLength", $"{Bounds(limits.MinimumLength, limits.MaximumLength)}{named}");
        if (property.Type.ValueKind == ValueKind.Link)
            yield return Attribute("AcceptedUriScheme", Schemes(limits) + named);
        foreach (var pattern in limits.Patterns.Where(pattern => pattern.Kind != PatternKind.Scheme))
            yield return Attribute("AcceptedPattern", Literals.Text(pattern.Expression) + named);
    }

    private static string Range(Limits limits) =>
        (limits.Minimum is { } minimum ? Literals.Number(minimum) : "double.NegativeInfinity") + ", "
        + (limits.Maximum is { } maximum ? Literals.Number(maximum) : "double.PositiveInfinity")
        + (limits.ExclusiveMinimum ? ", ExclusiveMinimum = true" : string.Empty)
        + (limits.ExclusiveMaximum ? ", ExclusiveMaximum = true" : string.Empty);

    private static string Texts(PropertyModel property, Limits limits)
    {
        var texts = Literals.Array("string", Literals.Texts(limits.Texts));
        if (property.Type.Members.Count == 0)
            return texts;

        var members = property.Type.Members.ToDictionary(member => member.Value, member => member.Member);
        var names = limits.Texts.Select(text => members.TryGetValue(text, out var name) ? name : string.Empty);
        return texts + ", " + Literals.Array("string", Literals.Texts(names));
    }

    private static string Schemes(Limits limits) =>
        Literals.Array("string", Literals.Texts(limits.Patterns.SelectMany(pattern => pattern.Schemes).Distinct()));

    private static string Count(Limits limits, string words) => Attribute(
        "AcceptedCount",
        Bounds(limits.MinimumCount, limits.MaximumCount) + (limits.UniqueItems ? ", Unique = true" : string.Empty) + ", Words = " + Literals.Text(words));

    private static string Bounds(int? minimum, int? maximum) =>
        $"{Literals.Plain(minimum ?? 0)}, {(maximum is { } high ? Literals.Plain(high) : "int.MaxValue")}";

    private static string Attribute(string name, string arguments) => $"[{Rules}{name}({arguments})]";
}
