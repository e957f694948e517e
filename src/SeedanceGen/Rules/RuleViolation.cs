using System.Diagnostics.CodeAnalysis;

namespace SeedanceGen.Rules;

/// <summary>One value of a request that the API description does not allow.</summary>
public sealed record RuleViolation
{
    /// <summary>
    /// The field as it is sent; in a list with its position, such as <c>mediaUrls[2]</c>, and in an object with the way to it, such as
    /// <c>keyframes[1].time</c>. Empty for a rule between fields of the request.
    /// </summary>
    public required string Field { get; init; }

    /// <summary>
    /// The same place as a JSON pointer (RFC 6901), such as <c>/keyframes/1/time</c>; empty for a rule between fields of the request.
    /// </summary>
    [SuppressMessage("Naming", "CA1720", Justification = "The term of RFC 6901.")]
    public string Pointer { get; init; } = string.Empty;

    /// <summary>The rejected value; null when it is missing, and the number of values when there are too few or too many.</summary>
    public required object? Value { get; init; }

    /// <summary>The JSON Schema keyword that rejects the value, such as <c>maximum</c>, <c>enum</c> or <c>required</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>
    /// What is accepted, in words that complete "… accepts": for instance "5 or 10 seconds". For a rule between fields it names the fields:
    /// "not 'a' together with 'b'".
    /// </summary>
    public required string Accepted { get; init; }

    /// <summary>The model that the request names, exactly as it is sent; empty when it names none.</summary>
    public required string Model { get; init; }

    /// <summary>One line that names the field, the value, what is accepted, and what to do. Long values are shortened.</summary>
    public string Message => ViolationText.Of(this);

    /// <summary>The <see cref="Message"/>.</summary>
    public override string ToString() => Message;
}
