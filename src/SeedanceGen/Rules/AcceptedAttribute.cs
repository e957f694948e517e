namespace SeedanceGen.Rules;

/// <summary>
/// The base of every rule of a request field, as far as a compiler can judge it. The generator puts the rules of the API description on the
/// parameters of the builders; the analyzer that ships with this library reads them back from there.
/// </summary>
/// <remarks>
/// On a parameter that takes several values (<c>params</c>), <see cref="AcceptedCountAttribute"/> is about how many there are, and every
/// other rule is about each of them.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class AcceptedAttribute : Attribute
{
    /// <summary>What is accepted, in words that complete "… accepts": for instance "5 or 10 seconds".</summary>
    public string Words { get; init; } = string.Empty;
}
