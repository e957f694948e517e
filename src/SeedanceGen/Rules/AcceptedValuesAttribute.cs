namespace SeedanceGen.Rules;

/// <summary>One of a few values: either <see cref="Numbers"/> or <see cref="Texts"/> is filled.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AcceptedValuesAttribute : AcceptedAttribute
{
    /// <summary>Accepts numbers.</summary>
    /// <param name="numbers">The accepted numbers, in the order of the API description.</param>
    public AcceptedValuesAttribute(params double[] numbers) => Numbers = numbers;

    /// <summary>Accepts texts.</summary>
    /// <param name="texts">The accepted texts exactly as they are sent, in the order of the API description.</param>
    public AcceptedValuesAttribute(params string[] texts) => Texts = texts;

    /// <summary>Accepts values of an open enumeration.</summary>
    /// <param name="texts">The accepted texts exactly as they are sent, in the order of the API description.</param>
    /// <param name="members">The static property of the parameter's type for each of <paramref name="texts"/>, in the same order.</param>
    public AcceptedValuesAttribute(string[] texts, string[] members)
    {
        Texts = texts;
        Members = members;
    }

    /// <summary>The accepted numbers, in the order of the API description.</summary>
    public IReadOnlyList<double> Numbers { get; } = [];

    /// <summary>The accepted texts exactly as they are sent, in the order of the API description.</summary>
    public IReadOnlyList<string> Texts { get; } = [];

    /// <summary>
    /// For an open enumeration, its static property for each of <see cref="Texts"/>; another of its known properties is refused.
    /// </summary>
    public IReadOnlyList<string> Members { get; } = [];
}
