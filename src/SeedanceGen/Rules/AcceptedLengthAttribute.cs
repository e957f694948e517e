namespace SeedanceGen.Rules;

/// <summary>A text of a certain length, counted in Unicode characters: a surrogate pair counts as one.</summary>
/// <param name="minimum">The fewest characters; 0 when there is no lower limit.</param>
/// <param name="maximum">The most characters; <see cref="int.MaxValue"/> when there is no upper limit.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AcceptedLengthAttribute(int minimum, int maximum) : AcceptedAttribute
{
    /// <summary>The fewest characters; 0 when there is no lower limit.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>The most characters; <see cref="int.MaxValue"/> when there is no upper limit.</summary>
    public int Maximum { get; } = maximum;
}
