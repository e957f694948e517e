using System.Globalization;
using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary>The limits of numbers and texts, which the rule core checks: what <c>Validate()</c> accepts, this accepts.</summary>
/// <param name="limits">The limits.</param>
/// <param name="format">The <c>format</c> of a text; null when the schema has none.</param>
internal sealed class LimitRule(RuleNode limits, string? format) : SchemaRule
{
    /// <summary>The number as the core compares it; one beyond all doubles is beyond every limit too.</summary>
    public static RuleValue NumberOf(JsonElement value) => value.TryGetInt64(out var integer)
        ? RuleValue.Of(integer)
        : RuleValue.Of(Math.Min(Math.Max(value.GetDouble(), double.MinValue), double.MaxValue));

    /// <summary>All limits, in words for a person; null when none is checked.</summary>
    public string? Accepted => RuleDescription.OfValue(limits)
        ?? (format is "uuid" or "date-time" or "date" ? $"a text of the format {format}" : null);

    /// <summary>Whether the limits are a plain range of numbers, which follows "from".</summary>
    public bool IsRange => limits is { Divisors.Length: 0, ExclusiveMinimum: false, ExclusiveMaximum: false }
        && !double.IsInfinity(limits.Minimum) && !double.IsInfinity(limits.Maximum) && limits.Minimum < limits.Maximum;

    public override void Validate(JsonElement value, SchemaRun run)
    {
        var broken = value.ValueKind switch
        {
            JsonValueKind.Number => limits.BrokenBy(NumberOf(value)),
            JsonValueKind.String => BrokenBy(value.GetString()!),
            _ => RuleKeywords.None,
        };
        while (broken != RuleKeywords.None)
        {
            var first = RuleNode.FirstOf(broken);
            Report(first, value, run);
            broken &= ~first;
        }
    }

    private RuleKeywords BrokenBy(string text)
    {
        var broken = limits.BrokenBy(RuleValue.Of(text));
        return IsOfFormat(text) ? broken : broken | RuleKeywords.Format;
    }

    /// <summary>
    /// The formats that are checked besides <c>uri</c>, which the rule core checks; JSON Schema treats every other format as an annotation.
    /// </summary>
    private bool IsOfFormat(string text) => format switch
    {
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "date-time" => (text.Contains('T') || text.Contains('t'))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
        "date" => DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => true,
    };

    private void Report(RuleKeywords keyword, JsonElement value, SchemaRun run)
    {
        var expected = keyword switch
        {
            RuleKeywords.Minimum => (limits.ExclusiveMinimum ? "more than " : "at least ") + Number(limits.Minimum),
            RuleKeywords.Maximum => (limits.ExclusiveMaximum ? "less than " : "at most ") + Number(limits.Maximum),
            RuleKeywords.MultipleOf => "a multiple of " + string.Join(" and ", limits.Divisors.Select(Number)),
            RuleKeywords.MinimumLength => $"at least {Number(limits.MinimumLength)} characters",
            RuleKeywords.MaximumLength => $"at most {Number(limits.MaximumLength)} characters",
            RuleKeywords.Pattern => "a match of " + string.Join(" and ", limits.Patterns.Select(pattern => pattern.Source)),
            RuleKeywords.Format => $"the format {format}",
            _ => throw new NotSupportedException($"{keyword} is no limit of a number or a text."),
        };
        run.Report(limits.NameOf(keyword), expected, value, run.IsTrial ? null : Accepted ?? expected, limits);
    }

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);
}
