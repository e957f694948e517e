using System.Globalization;
using SeedanceGen.Generator.Model;
using SeedanceGen.Rules;

namespace SeedanceGen.Generator.Emit;

/// <summary>Says what is accepted, in words that follow "accepts". They are the <c>description</c> of the rules.</summary>
internal static class RuleDescription
{
    /// <summary>Of a field as a whole.</summary>
    public static string Of(PropertyModel property, Limits limits) => property.Type.Kind switch
    {
        ValueKind.List => Joined(limits, "values") + ", each " + OfValue(property, limits),
        ValueKind.Map => limits.HasCount ? Joined(limits, "entries") : "a JSON object",
        _ => OfValue(property, limits),
    };

    /// <summary>Of a value, or of each value of a list.</summary>
    public static string OfValue(PropertyModel property, Limits limits)
    {
        var unit = property.Unit is null ? string.Empty : " " + property.Unit;
        List<string> parts = [];
        if (limits.Numbers.Count > 0)
            parts.Add(Or(limits.Numbers.Select(Literals.Plain)) + unit);
        if (limits.HasRange)
            parts.Add(Range(limits) + unit);
        parts.AddRange(limits.Divisors.Select(divisor => "a multiple of " + Literals.Plain(divisor)));
        if (limits.Texts.Count > 0)
            parts.Add(Or(limits.Texts));

        var patterns = limits.Patterns.Select(pattern => new RulePattern(pattern)).ToList();
        var isLink = property.Type.ValueKind == ValueKind.Link;
        var isNotBlank = patterns.Any(pattern => pattern.IsNotBlank);
        if (limits.HasLength && !(isNotBlank && limits is { MinimumLength: null or 1, MaximumLength: null }))
            parts.Add(Between(limits.MinimumLength, limits.MaximumLength, "character", "characters"));
        if (isLink && !patterns.Any(pattern => pattern.Schemes.Any()))
            parts.Add("an absolute URL");
        parts.AddRange(patterns.Select(pattern => Pattern(pattern, isLink)));
        return parts.Count > 0 ? string.Join(" and ", parts) : Any(property);
    }

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

    private static string Pattern(RulePattern pattern, bool isLink)
    {
        if (pattern.IsNotBlank)
            return "a text that is not blank";
        return isLink && pattern.Schemes.Any()
            ? "an " + Or(pattern.Schemes.Reverse().Select(scheme => scheme.ToUpper(CultureInfo.InvariantCulture))) + " URL"
            : "a text that matches " + pattern.Source;
    }

    private static string Range(Limits limits)
    {
        var low = limits.Minimum is { } minimum ? Literals.Plain(minimum) : null;
        var high = limits.Maximum is { } maximum ? Literals.Plain(maximum) : null;
        return (low, limits.ExclusiveMinimum, high, limits.ExclusiveMaximum) switch
        {
            ({ } only, false, { } same, false) when only == same => "exactly " + only,
            ({ }, false, { }, false) => low + " to " + high,
            ({ }, true, null, _) => "more than " + low,
            ({ }, false, null, _) => low + " or more",
            (null, _, { }, true) => "less than " + high,
            (null, _, { }, false) => "at most " + high,
            _ => (limits.ExclusiveMinimum ? "more than " : "at least ") + low + " and "
                + (limits.ExclusiveMaximum ? "less than " : "at most ") + high,
        };
    }

    private static string Joined(Limits limits, string noun)
    {
        var count = limits.MinimumCount is null && limits.MaximumCount is null
            ? noun
            : Between(limits.MinimumCount, limits.MaximumCount, noun == "entries" ? "entry" : "value", noun);
        return limits.UniqueItems ? count.Replace(noun, "different " + noun) : count;
    }

    private static string Between(int? minimum, int? maximum, string one, string many) => (minimum, maximum) switch
    {
        ({ } low, { } high) when low == high => Counted("exactly", low, one, many),
        ({ } low, { } high) => $"{Literals.Plain(low)} to {Literals.Plain(high)} {many}",
        ({ } low, null) => Counted("at least", low, one, many),
        (_, { } high) => Counted("at most", high, one, many),
        _ => many,
    };

    private static string Counted(string how, int count, string one, string many) =>
        $"{how} {Literals.Plain(count)} {(count == 1 ? one : many)}";

    private static string Or(IEnumerable<string> values)
    {
        var list = values.ToList();
        return list.Count == 1 ? list[0] : string.Join(", ", list.Take(list.Count - 1)) + " or " + list[list.Count - 1];
    }
}
