namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>A number between two limits, each of which may itself be refused.</summary>
internal sealed class RangeRule(double minimum, double maximum, bool exclusiveMinimum, bool exclusiveMaximum, string words)
    : NumberRule(words)
{
    public override bool Accepts(double number) =>
        (exclusiveMinimum ? number > minimum : number >= minimum) &&
        (exclusiveMaximum ? number < maximum : number <= maximum) &&
        !double.IsInfinity(number);

    public override IEnumerable<double> Near(double number) => [minimum, maximum];
}
