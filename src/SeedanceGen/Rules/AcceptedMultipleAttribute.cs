namespace SeedanceGen.Rules;

/// <summary>A whole multiple of a number.</summary>
/// <param name="divisor">The number that the value is a multiple of; greater than zero.</param>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class AcceptedMultipleAttribute(double divisor) : AcceptedAttribute
{
    /// <summary>The number that the value is a multiple of; greater than zero.</summary>
    public double Divisor { get; } = divisor;
}
