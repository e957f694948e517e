namespace SeedanceGen.Rules;

/// <summary>
/// The rules of one value: a JSON Schema as far as the core checks it. The SDK, the analyzers and the mock compile this source, so that
/// they accept the same. A node leads to the node of its items; the check of one node is about that node's own limits.
/// </summary>
internal sealed class RuleNode
{
    /// <summary>What is accepted, in words that follow "accepts"; null when the schema has none.</summary>
    public string? Description { get; init; }

    /// <summary>The unit of the numbers; null when the schema gives none.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether the value is a JSON object.</summary>
    public bool IsObject { get; init; }

    /// <summary>The rules of each item; null when the value is no list.</summary>
    public RuleNode? Items { get; init; }

    /// <summary>The only accepted numbers; empty when any is.</summary>
    public double[] Numbers { get; init; } = [];

    public double Minimum { get; init; } = double.NegativeInfinity;

    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Whether <see cref="Minimum"/> itself is rejected.</summary>
    public bool ExclusiveMinimum { get; init; }

    /// <summary>Whether <see cref="Maximum"/> itself is rejected.</summary>
    public bool ExclusiveMaximum { get; init; }

    /// <summary>The numbers that the value is a whole multiple of.</summary>
    public double[] Divisors { get; init; } = [];

    /// <summary>The only accepted texts, also <c>true</c> and <c>false</c> of truth values; empty when any is accepted.</summary>
    public string[] Texts { get; init; } = [];

    /// <summary>For an open enumeration, its static property for each of <see cref="Texts"/>.</summary>
    public string[] Members { get; init; } = [];

    public int MinimumLength { get; init; }

    public int MaximumLength { get; init; } = int.MaxValue;

    public RulePattern[] Patterns { get; init; } = [];

    /// <summary>Whether a text has to be an absolute URI.</summary>
    public bool IsUri { get; init; }

    public int MinimumCount { get; init; }

    public int MaximumCount { get; init; } = int.MaxValue;

    /// <summary>Whether each item may be there only once.</summary>
    public bool UniqueItems { get; init; }

    public bool LimitsCount => MinimumCount > 0 || MaximumCount < int.MaxValue || UniqueItems;

    /// <summary>Whether any single value can break a rule.</summary>
    public bool LimitsValues => Numbers.Length > 0 || Texts.Length > 0 || Divisors.Length > 0 || Patterns.Length > 0 || IsUri
        || !double.IsInfinity(Minimum) || !double.IsInfinity(Maximum) || MinimumLength > 0 || MaximumLength < int.MaxValue;

    /// <summary>The length of a text in Unicode characters, as JSON Schema counts: a surrogate pair is one.</summary>
    public static int LengthOf(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                length--;
        }

        return length;
    }

    /// <summary>The first of several broken keywords.</summary>
    public static RuleKeywords FirstOf(RuleKeywords broken) => broken & (RuleKeywords)(-(int)broken);

    /// <summary>The name of a keyword of these rules in JSON Schema.</summary>
    public string NameOf(RuleKeywords keyword) => keyword switch
    {
        RuleKeywords.Type => "type",
        RuleKeywords.Format => "format",
        RuleKeywords.Enum => "enum",
        RuleKeywords.Minimum => ExclusiveMinimum ? "exclusiveMinimum" : "minimum",
        RuleKeywords.Maximum => ExclusiveMaximum ? "exclusiveMaximum" : "maximum",
        RuleKeywords.MultipleOf => "multipleOf",
        RuleKeywords.MinimumLength => "minLength",
        RuleKeywords.MaximumLength => "maxLength",
        RuleKeywords.Pattern => "pattern",
        RuleKeywords.MinimumCount => Items is not null ? "minItems" : "minProperties",
        _ => Items is not null ? "maxItems" : "maxProperties",
    };

    /// <summary>Every keyword that rejects the value. A keyword about another kind of value rejects nothing.</summary>
    public RuleKeywords BrokenBy(in RuleValue value) => value.Kind switch
    {
        RuleValueKind.Integer or RuleValueKind.Number => BrokenByNumber(value),
        RuleValueKind.Text or RuleValueKind.Link => IsUri && !value.IsAbsoluteUri
            ? RuleKeywords.Format | BrokenByText(value.Text)
            : BrokenByText(value.Text),
        RuleValueKind.Flag => IsListed(value.Text) ? RuleKeywords.None : RuleKeywords.Enum,
        RuleValueKind.Json => IsObject ? RuleKeywords.Type : RuleKeywords.None,
        _ => RuleKeywords.None,
    };

    /// <summary>The keyword that rejects this number of items or entries.</summary>
    public RuleKeywords BrokenByCount(int count) =>
        count < MinimumCount ? RuleKeywords.MinimumCount : count > MaximumCount ? RuleKeywords.MaximumCount : RuleKeywords.None;

    /// <summary>Every keyword that rejects a text; its format is not checked here.</summary>
    public RuleKeywords BrokenByText(string text)
    {
        var broken = IsListed(text) ? RuleKeywords.None : RuleKeywords.Enum;

        // A character is at most two units: a text that is clearly long enough need not be counted.
        if (text.Length / 2 < MinimumLength && LengthOf(text) < MinimumLength)
            broken |= RuleKeywords.MinimumLength;
        if (text.Length > MaximumLength && LengthOf(text) > MaximumLength)
            broken |= RuleKeywords.MaximumLength;
        foreach (var pattern in Patterns)
        {
            if (!pattern.Accepts(text))
                broken |= RuleKeywords.Pattern;
        }

        return broken;
    }

    private RuleKeywords BrokenByNumber(in RuleValue value)
    {
        // JSON cannot write NaN and infinity.
        if (double.IsNaN(value.Number) || double.IsInfinity(value.Number))
            return RuleKeywords.Type;

        var broken = IsListed(value) ? RuleKeywords.None : RuleKeywords.Enum;
        var atMinimum = value.CompareTo(Minimum);
        if (atMinimum < 0 || (atMinimum == 0 && ExclusiveMinimum))
            broken |= RuleKeywords.Minimum;
        var atMaximum = value.CompareTo(Maximum);
        if (atMaximum > 0 || (atMaximum == 0 && ExclusiveMaximum))
            broken |= RuleKeywords.Maximum;
        foreach (var divisor in Divisors)
        {
            if (!value.IsMultipleOf(divisor))
                broken |= RuleKeywords.MultipleOf;
        }

        return broken;
    }

    private bool IsListed(in RuleValue value)
    {
        foreach (var number in Numbers)
        {
            if (value.CompareTo(number) == 0)
                return true;
        }

        return Numbers.Length == 0;
    }

    private bool IsListed(string text)
    {
        foreach (var listed in Texts)
        {
            if (string.Equals(listed, text, StringComparison.Ordinal))
                return true;
        }

        return Texts.Length == 0;
    }
}
