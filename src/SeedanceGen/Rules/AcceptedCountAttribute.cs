namespace SeedanceGen.Rules;

/// <summary>A certain number of values, for a parameter that takes several.</summary>
/// <param name="minimum">The fewest values; 0 when there is no lower limit.</param>
/// <param name="maximum">The most values; <see cref="int.MaxValue"/> when there is no upper limit.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AcceptedCountAttribute(int minimum, int maximum) : AcceptedAttribute
{
    /// <summary>The fewest values; 0 when there is no lower limit.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>The most values; <see cref="int.MaxValue"/> when there is no upper limit.</summary>
    public int Maximum { get; } = maximum;

    /// <summary>Whether each value may be given only once.</summary>
    public bool Unique { get; init; }
}
