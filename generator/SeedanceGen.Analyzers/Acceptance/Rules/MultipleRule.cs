using SeedanceGen.Analyzers.Acceptance.Values;

namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>A whole multiple of a number.</summary>
internal sealed class MultipleRule(double divisor, string words) : NumberRule(words)
{
    public override bool Accepts(double number) => Numbers.IsMultiple(number, divisor);

    public override IEnumerable<double> Near(double number)
    {
        if (!Numbers.FitsDecimal(number) || !Numbers.FitsDecimal(divisor) || (decimal)divisor == 0)
        {
            return [];
        }

        var below = decimal.Floor((decimal)number / (decimal)divisor) * (decimal)divisor;
        return [(double)below, (double)(below + (decimal)divisor)];
    }
}
