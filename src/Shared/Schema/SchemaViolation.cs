using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary>One value that its JSON schema does not allow.</summary>
/// <param name="Pointer">Where the value stands, as a JSON pointer (RFC 6901); empty for the whole document.</param>
/// <param name="Keyword">The keyword of the schema that rejects it.</param>
/// <param name="Expected">What is accepted.</param>
/// <param name="Actual">What was there, shortened.</param>
internal sealed record SchemaViolation(string Pointer, string Keyword, string Expected, string Actual)
{
    /// <summary>The same place as people write it, such as <c>keyframes[1].time</c>; empty for the whole document.</summary>
    public string Field { get; init; } = "";

    /// <summary>What is accepted, in words for a person that complete "… accepts".</summary>
    public string Accepted { get; init; } = Expected;

    /// <summary>The value; null when it is missing, and the number of values when there are too few or too many.</summary>
    public object? Value { get; init; }

    /// <summary>The limits that reject the value; null when the rule is not about one value.</summary>
    public RuleNode? Limits { get; init; }

    /// <summary>Whether the value would choose between schemas, and the description knows no such choice: it may be a newer one.</summary>
    public bool IsUndecided { get; init; }

    /// <summary>
    /// Removes the violations of unknown values that choose between schemas, such as a model or the kind of a union: the service may be
    /// newer than the description.
    /// </summary>
    /// <param name="violations">The violations.</param>
    /// <param name="deciding">The only place whose value may be unknown, beside unions; null for any.</param>
    public static void RemoveUndecided(List<SchemaViolation> violations, string? deciding = null)
    {
        var undecided = new HashSet<string>(
            violations.Where(violation => violation.IsUndecided
                    && (deciding is null || violation.Pointer == deciding || violation.Keyword == UnionRule.Keyword))
                .Select(violation => violation.Pointer),
            StringComparer.Ordinal);
        violations.RemoveAll(violation => undecided.Contains(violation.Pointer)
            && (violation.IsUndecided || violation.Keyword == EnumRule.Keyword));
    }

    /// <summary>Removes the violation that no branch fits where the value itself is rejected: it says nothing new.</summary>
    public static void RemoveRepeated(List<SchemaViolation> violations)
    {
        var rejected = new HashSet<string>(
            violations.Where(violation => !violation.IsUndecided).Select(violation => violation.Pointer), StringComparer.Ordinal);
        violations.RemoveAll(violation => violation.IsUndecided && rejected.Contains(violation.Pointer));
    }

    public override string ToString() =>
        $"{(Pointer.Length == 0 ? "the whole body" : Pointer)}: expected {Expected}, actual {Actual} ({Keyword})";
}

/// <summary>Describes a value for a message that may be logged: long texts are shortened, and links lose query and fragment.</summary>
internal static class ActualValue
{
    private const int LongestText = 40;

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"\"{Text(value)}\"",
        JsonValueKind.Undefined => "nothing",
        _ => Shortened(value.GetRawText()),
    };

    /// <summary>The value as a program has it: a text, a number, a truth value, null; an object and an array stay JSON.</summary>
    public static object? ToObject(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => TextOf(value),
        JsonValueKind.Number => LimitRule.NumberOf(value).ToObject(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Object or JsonValueKind.Array => value.Clone(),
        _ => null,
    };

    /// <summary>The text of a string; as JSON writes it when it has half a character.</summary>
    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }

    private static string Text(JsonElement value)
    {
        var raw = value.GetRawText();
        var text = raw.Substring(1, raw.Length - 2);
        if (text.Contains("://"))
            text = text.Split('?', '#')[0];
        return Shortened(text);
    }

    private static string Shortened(string text) => text.Length <= LongestText ? text : text.Substring(0, LongestText) + "…";
}
