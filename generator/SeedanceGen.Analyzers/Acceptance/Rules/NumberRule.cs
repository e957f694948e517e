using SeedanceGen.Analyzers.Acceptance.Values;

namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>A rule about numbers, which can also be asked for numbers that might be accepted.</summary>
internal abstract class NumberRule(string words) : ValueRule(words)
{
    public sealed override bool Accepts(KnownValue value) => value.Number is not { } number || Accepts(number);

    public abstract bool Accepts(double number);

    /// <summary>Numbers worth trying instead of one that is not accepted; whether they are accepted is asked afterwards.</summary>
    public abstract IEnumerable<double> Near(double number);
}
