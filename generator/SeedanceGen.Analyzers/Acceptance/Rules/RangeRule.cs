namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>A number between two limits, each of which may itself be refused.</summary>
internal sealed class RangeRule(double minimum, double maximum, bool exclusiveMinimum, bool exclusiveMaximum, string words)
    : NumberRule(words)
{
    public override bool Accepts(double number) =>
        (exclusiveMinimum ? number > minimum : number >= minimum) &&
        (exclusiveMaximum ? number < maximum : number <= maximum) &&
        !double.IsInfinity(number);

    /// <summary>The limit that was missed, never the other one: 0 is not meant to become 1 because 0 itself is refused.</summary>
    public override IEnumerable<double> Near(double number) =>
        number <= minimum ? [minimum] : number >= maximum ? [maximum] : [];
}
