namespace SeedanceGen.Rules;

/// <summary>A number between two limits.</summary>
/// <param name="minimum">The lowest number; negative infinity when there is no lower limit.</param>
/// <param name="maximum">The highest number; positive infinity when there is no upper limit.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AcceptedRangeAttribute(double minimum, double maximum) : AcceptedAttribute
{
    /// <summary>The lowest number; negative infinity when there is no lower limit.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>The highest number; positive infinity when there is no upper limit.</summary>
    public double Maximum { get; } = maximum;

    /// <summary>Whether <see cref="Minimum"/> itself is refused.</summary>
    public bool ExclusiveMinimum { get; init; }

    /// <summary>Whether <see cref="Maximum"/> itself is refused.</summary>
    public bool ExclusiveMaximum { get; init; }
}
