namespace SeedanceGen.Rules;

/// <summary>
/// What one field of a request accepts, for the request as a whole or for one model. Made for user interfaces, and for validation.
/// </summary>
/// <remarks>For a field that takes several values (<see cref="IsList"/>), all limits except the counts apply to each value.</remarks>
public sealed class FieldRules
{
    private const string AnyValue = "any value";

    private readonly RuleNode _value;

    internal FieldRules(string field, string schema)
    {
        Field = field;
        Node = RuleSchema.Read(schema);
        _value = Node.Items ?? Node;
        Patterns = [.. _value.Patterns.Select(pattern => pattern.Source)];
    }

    /// <summary>The name of the field as it is sent, such as <c>duration</c>.</summary>
    public string Field { get; }

    /// <summary>Whether the field has to be set.</summary>
    public bool IsRequired { get; internal init; }

    /// <summary>Whether the field takes several values.</summary>
    public bool IsList => Node.Items is not null;

    /// <summary>What is accepted, in words that complete "… accepts": for instance "5 or 10 seconds".</summary>
    public string Description => Node.Description ?? AnyValue;

    /// <summary>What is accepted for each value of a field that takes several; otherwise the same as <see cref="Description"/>.</summary>
    public string ItemDescription => _value.Description ?? Description;

    /// <summary>The unit of the numbers, such as <c>seconds</c>; null when the API description gives none.</summary>
    public string? Unit => Node.Unit;

    /// <summary>The only accepted numbers; empty when they are not listed one by one.</summary>
    public IReadOnlyList<double> Numbers => Array.AsReadOnly(_value.Numbers);

    /// <summary>The lowest accepted number; negative infinity when there is no lower limit.</summary>
    public double Minimum => _value.Minimum;

    /// <summary>The highest accepted number; positive infinity when there is no upper limit.</summary>
    public double Maximum => _value.Maximum;

    /// <summary>Whether <see cref="Minimum"/> itself is rejected.</summary>
    public bool ExclusiveMinimum => _value.ExclusiveMinimum;

    /// <summary>Whether <see cref="Maximum"/> itself is rejected.</summary>
    public bool ExclusiveMaximum => _value.ExclusiveMaximum;

    /// <summary>Numbers that the value has to be a whole multiple of; empty when there is no such rule.</summary>
    public IReadOnlyList<double> Divisors => Array.AsReadOnly(_value.Divisors);

    /// <summary>The only accepted texts exactly as they are sent; empty when they are not listed one by one.</summary>
    public IReadOnlyList<string> Texts => Array.AsReadOnly(_value.Texts);

    /// <summary>The fewest characters of a text, counted in Unicode characters; 0 when there is no lower limit.</summary>
    public int MinimumLength => _value.MinimumLength;

    /// <summary>
    /// The most characters of a text, counted in Unicode characters; <see cref="int.MaxValue"/> when there is no upper limit.
    /// </summary>
    public int MaximumLength => _value.MaximumLength;

    /// <summary>
    /// The regular expressions that a text has to match, in the syntax of JSON Schema (ECMA-262); empty when there is none.
    /// </summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>Whether the value is a link; then it has to be absolute.</summary>
    public bool IsUri => _value.IsUri;

    /// <summary>Whether the value is a JSON object of any shape.</summary>
    public bool IsJsonObject => _value.IsObject;

    /// <summary>The fewest values or entries; 0 when there is no lower limit.</summary>
    public int MinimumCount => Node.MinimumCount;

    /// <summary>The most values or entries; <see cref="int.MaxValue"/> when there is no upper limit.</summary>
    public int MaximumCount => Node.MaximumCount;

    /// <summary>Whether each value may be given only once.</summary>
    public bool UniqueItems => Node.UniqueItems;

    /// <summary>The rules as they are checked.</summary>
    internal RuleNode Node { get; }
}
