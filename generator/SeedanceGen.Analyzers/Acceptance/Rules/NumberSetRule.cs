using System.Collections.Immutable;

namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>One of a few numbers.</summary>
internal sealed class NumberSetRule(ImmutableArray<double> numbers, string words) : NumberRule(words)
{
    public override bool Accepts(double number) => numbers.Contains(number);

    public override IEnumerable<double> Near(double number) => numbers;
}
