using System.Globalization;
using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>The keywords about numbers.</summary>
internal sealed class NumberRule : SchemaRule
{
    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public bool ExclusiveMinimum { get; init; }

    public bool ExclusiveMaximum { get; init; }

    public double? MultipleOf { get; init; }

    public override void Judge(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Number)
            return;

        var number = value.GetDouble();
        if (Minimum is { } minimum && (ExclusiveMinimum ? number <= minimum : number < minimum))
            run.Report("minimum", (ExclusiveMinimum ? "more than " : "at least ") + Text(minimum), value);
        if (Maximum is { } maximum && (ExclusiveMaximum ? number >= maximum : number > maximum))
            run.Report("maximum", (ExclusiveMaximum ? "less than " : "at most ") + Text(maximum), value);
        if (MultipleOf is { } divisor && !double.IsInteger(number / divisor))
            run.Report("multipleOf", "a multiple of " + Text(divisor), value);
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
