using SeedanceGen.Generator.Model;
using SeedanceGen.Rules;

namespace SeedanceGen.Generator.Emit;

/// <summary>Says what is accepted, in words that follow "accepts". They are the <c>description</c> of the rules.</summary>
internal static class RuleDescription
{
    /// <summary>Of a field as a whole.</summary>
    public static string Of(PropertyModel property, Limits limits) => property.Type.Kind switch
    {
        ValueKind.List => RuleWords.OfCount(Node(property, limits), "value", "values") + ", each " + OfValue(property, limits),
        ValueKind.Map => limits.HasCount ? RuleWords.OfCount(Node(property, limits), "entry", "entries") : "a JSON object",
        _ => OfValue(property, limits),
    };

    /// <summary>Of a value, or of each value of a list.</summary>
    public static string OfValue(PropertyModel property, Limits limits) =>
        RuleWords.OfValue(Node(property, limits)) ?? Any(property);

    private static string Any(PropertyModel property) => property.Type.ValueKind switch
    {
        _ when property.Type.Component is not null => "a JSON object",
        ValueKind.Text => "any text",
        ValueKind.Integer => "any whole number",
        ValueKind.Number => "any number",
        ValueKind.Flag => "true or false",
        ValueKind.JsonObject => "a JSON object",
        _ => "any value",
    };

    private static RuleNode Node(PropertyModel property, Limits limits) => new()
    {
        Unit = property.Unit,
        Numbers = [.. limits.Numbers.Select(number => (double)number)],
        Minimum = (double?)limits.Minimum ?? double.NegativeInfinity,
        ExclusiveMinimum = limits.ExclusiveMinimum,
        Maximum = (double?)limits.Maximum ?? double.PositiveInfinity,
        ExclusiveMaximum = limits.ExclusiveMaximum,
        Divisors = [.. limits.Divisors.Select(divisor => (double)divisor)],
        Texts = [.. limits.Texts],
        MinimumLength = limits.MinimumLength ?? 0,
        MaximumLength = limits.MaximumLength ?? int.MaxValue,
        Patterns = [.. limits.Patterns.Select(pattern => new RulePattern(pattern))],
        IsUri = property.Type.ValueKind == ValueKind.Link,
        MinimumCount = limits.MinimumCount ?? 0,
        MaximumCount = limits.MaximumCount ?? int.MaxValue,
        UniqueItems = limits.UniqueItems,
    };
}
