namespace SeedanceGen.Rules;

/// <summary>What one field of a request accepts, for the request as a whole or for one model. Made for user interfaces, and for validation.</summary>
/// <remarks>For a field that takes several values (<see cref="IsList"/>) all but the counts are about each value.</remarks>
public sealed class FieldRules
{
    private readonly double[] _numbers = [];
    private readonly double[] _divisors = [];
    private readonly string[] _texts = [];
    private readonly TextRule[] _textRules = [];

    internal FieldRules(string field) => Field = field;

    /// <summary>The name of the field as it is sent, such as <c>duration</c>.</summary>
    public string Field { get; }

    /// <summary>Whether the field has to be set.</summary>
    public bool IsRequired { get; internal init; }

    /// <summary>Whether the field takes several values.</summary>
    public bool IsList { get; internal init; }

    /// <summary>What is accepted, in words that complete "… accepts": for instance "5 or 10 seconds".</summary>
    public string Words { get; internal init; } = "any value";

    /// <summary>Of a field that takes several values: what each of them is, in words; otherwise the same as <see cref="Words"/>.</summary>
    public string ValueWords { get => field ?? Words; internal init; }

    /// <summary>The unit of the numbers, such as <c>seconds</c>; null when the API description gives none.</summary>
    public string? Unit { get; internal init; }

    /// <summary>The only accepted numbers; empty when they are not listed one by one.</summary>
    public IReadOnlyList<double> Numbers { get => _numbers; internal init => _numbers = [.. value]; }

    /// <summary>The lowest accepted number; negative infinity when there is no lower limit.</summary>
    public double Minimum { get; internal init; } = double.NegativeInfinity;

    /// <summary>The highest accepted number; positive infinity when there is no upper limit.</summary>
    public double Maximum { get; internal init; } = double.PositiveInfinity;

    /// <summary>Whether <see cref="Minimum"/> itself is refused.</summary>
    public bool ExclusiveMinimum { get; internal init; }

    /// <summary>Whether <see cref="Maximum"/> itself is refused.</summary>
    public bool ExclusiveMaximum { get; internal init; }

    /// <summary>Numbers that the value has to be a whole multiple of; empty when there is no such rule.</summary>
    public IReadOnlyList<double> Divisors { get => _divisors; internal init => _divisors = [.. value]; }

    /// <summary>The only accepted texts exactly as they are sent; empty when they are not listed one by one.</summary>
    public IReadOnlyList<string> Texts { get => _texts; internal init => _texts = [.. value]; }

    /// <summary>The fewest characters of a text, counted in Unicode characters.</summary>
    public int MinimumLength { get; internal init; }

    /// <summary>The most characters of a text, counted in Unicode characters.</summary>
    public int MaximumLength { get; internal init; } = int.MaxValue;

    /// <summary>Whether the value is a link; then it has to be absolute.</summary>
    public bool IsUri { get; internal init; }

    /// <summary>Whether the value is a JSON object of any shape.</summary>
    public bool IsJsonObject { get; internal init; }

    /// <summary>The fewest values or entries.</summary>
    public int MinimumCount { get; internal init; }

    /// <summary>The most values or entries.</summary>
    public int MaximumCount { get; internal init; } = int.MaxValue;

    /// <summary>Whether each value may be given only once.</summary>
    public bool UniqueItems { get; internal init; }

    /// <summary>What the text looks like.</summary>
    internal IReadOnlyList<TextRule> TextRules { get => _textRules; init => _textRules = [.. value]; }

    // The same for the judge, which runs before every submission and does not go through interfaces.
    internal ReadOnlySpan<double> NumberSpan => _numbers;

    internal ReadOnlySpan<double> DivisorSpan => _divisors;

    internal ReadOnlySpan<string> TextSpan => _texts;

    internal ReadOnlySpan<TextRule> TextRuleSpan => _textRules;
}
