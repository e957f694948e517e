namespace SeedanceGen.Rules;

/// <summary>One value of a request that the API description does not allow.</summary>
public sealed record RuleViolation
{
    /// <summary>The field as it is sent; in a list with its position, such as <c>mediaUrls[2]</c>.</summary>
    public required string Field { get; init; }

    /// <summary>The refused value; null when it is missing, and the number of values when there are too few or too many.</summary>
    public required object? Value { get; init; }

    /// <summary>The JSON Schema keyword that refuses the value, such as <c>maximum</c>, <c>enum</c> or <c>required</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>What is accepted, in words that complete "… accepts": for instance "5 or 10 seconds".</summary>
    public required string Accepted { get; init; }

    /// <summary>The model that the request names, exactly as it is sent; empty when it names none.</summary>
    public required string Model { get; init; }

    /// <summary>One line that names the field, the value, what is accepted, and what to do. Long values are shortened.</summary>
    public string Message => ViolationText.Of(this);

    /// <summary>The <see cref="Message"/>.</summary>
    public override string ToString() => Message;
}
