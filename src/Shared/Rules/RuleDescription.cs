using System.Globalization;

namespace SeedanceGen.Rules;

/// <summary>Says what a rule accepts, in words that follow "accepts": the same in the editor, at run time and from the mock.</summary>
internal static class RuleDescription
{
    /// <summary>From here on a number has more digits than a <see cref="decimal"/> takes over from a double.</summary>
    private const double LargestDecimal = 1e15;

    /// <summary>What the value is, or each value of a list; null when any is accepted.</summary>
    public static string? OfValue(RuleNode rules)
    {
        var unit = rules.Unit is null ? string.Empty : " " + rules.Unit;
        List<string> parts = [];
        if (rules.Numbers.Length > 0)
            parts.Add(Or(rules.Numbers.Select(Number)) + unit);
        if (!double.IsInfinity(rules.Minimum) || !double.IsInfinity(rules.Maximum))
            parts.Add(Range(rules) + unit);
        parts.AddRange(rules.Divisors.Select(divisor => "a multiple of " + Number(divisor)));
        if (rules.Texts.Length > 0)
            parts.Add(Or(rules.Texts));

        var isNotBlank = rules.Patterns.Any(pattern => pattern.IsNotBlank);
        var (shortest, longest) = (rules.MinimumLength, rules.MaximumLength);
        if ((shortest > 0 || longest < int.MaxValue) && !(isNotBlank && shortest <= 1 && longest == int.MaxValue))
            parts.Add(Between(shortest, longest, "character", "characters"));
        if (rules.IsUri && !rules.Patterns.Any(pattern => pattern.Schemes.Any()))
            parts.Add("an absolute URL");
        parts.AddRange(rules.Patterns.Select(pattern => Pattern(pattern, rules.IsUri)));
        return parts.Count > 0 ? string.Join(" and ", parts) : null;
    }

    /// <summary>How many values or entries there are; the plain word when any number is accepted.</summary>
    public static string OfCount(RuleNode rules, string one, string many)
    {
        var count = Between(rules.MinimumCount, rules.MaximumCount, one, many);
        return rules.UniqueItems ? count.Replace(many, "different " + many) : count;
    }

    public static string Or(IEnumerable<string> values)
    {
        var list = values.ToList();
        return list.Count == 1 ? list[0] : string.Join(", ", list.Take(list.Count - 1)) + " or " + list[list.Count - 1];
    }

    private static string Pattern(RulePattern pattern, bool isLink)
    {
        if (pattern.IsNotBlank)
            return "a text that is not blank";
        return isLink && pattern.Schemes.Any()
            ? "an " + Or(pattern.Schemes.Reverse().Select(scheme => scheme.ToUpper(CultureInfo.InvariantCulture))) + " URL"
            : "a text that matches " + pattern.Source;
    }

    private static string Range(RuleNode rules)
    {
        var low = double.IsInfinity(rules.Minimum) ? null : Number(rules.Minimum);
        var high = double.IsInfinity(rules.Maximum) ? null : Number(rules.Maximum);
        return (low, rules.ExclusiveMinimum, high, rules.ExclusiveMaximum) switch
        {
            ({ } only, false, { } same, false) when only == same => "exactly " + only,
            ({ }, false, { }, false) => low + " to " + high,
            ({ }, true, null, _) => "more than " + low,
            ({ }, false, null, _) => low + " or more",
            (null, _, { }, true) => "less than " + high,
            (null, _, { }, false) => "at most " + high,
            _ => (rules.ExclusiveMinimum ? "more than " : "at least ") + low + " and "
                + (rules.ExclusiveMaximum ? "less than " : "at most ") + high,
        };
    }

    private static string Between(int minimum, int maximum, string one, string many) => (minimum, maximum) switch
    {
        (0, int.MaxValue) => many,
        (0, _) => Counted("at most", maximum, one, many),
        (_, int.MaxValue) => Counted("at least", minimum, one, many),
        _ when minimum == maximum => Counted("exactly", minimum, one, many),
        _ => $"{Number(minimum)} to {Number(maximum)} {many}",
    };

    private static string Counted(string how, int count, string one, string many) => $"{how} {Number(count)} {(count == 1 ? one : many)}";

    private static string Number(double number) => Math.Abs(number) < LargestDecimal
        ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);
}
