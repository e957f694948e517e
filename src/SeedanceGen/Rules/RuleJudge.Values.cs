namespace SeedanceGen.Rules;

/// <summary>The rules of one value, in the order in which they are reported.</summary>
internal ref partial struct RuleJudge
{
    /// <summary>The keyword that refuses the value; null when the value is fine.</summary>
    private static string? Refusal(FieldRules rules, in RuleValue value) => value.Kind switch
    {
        RuleValueKind.Integer or RuleValueKind.Number => RefusalOfNumber(rules, value),
        RuleValueKind.Text => RefusalOfText(rules, value.Text),
        RuleValueKind.Flag => IsListed(rules.TextSpan, value.Text) ? null : "enum",
        RuleValueKind.Link => value.IsAbsolute ? RefusalOfText(rules, value.Text) : "format",
        RuleValueKind.Json => rules.IsJsonObject && !value.IsJsonObject ? "type" : null,
        _ => null,
    };

    private static string? RefusalOfNumber(FieldRules rules, in RuleValue value)
    {
        // JSON has no way to write them.
        if (!double.IsFinite(value.Number))
            return "type";
        if (!IsListed(rules.NumberSpan, value))
            return "enum";

        var atMinimum = value.CompareTo(rules.Minimum);
        if (atMinimum < 0 || (atMinimum == 0 && rules.ExclusiveMinimum))
            return rules.ExclusiveMinimum ? "exclusiveMinimum" : "minimum";

        var atMaximum = value.CompareTo(rules.Maximum);
        if (atMaximum > 0 || (atMaximum == 0 && rules.ExclusiveMaximum))
            return rules.ExclusiveMaximum ? "exclusiveMaximum" : "maximum";

        foreach (var divisor in rules.DivisorSpan)
        {
            if (!value.IsMultipleOf(divisor))
                return "multipleOf";
        }

        return null;
    }

    private static string? RefusalOfText(FieldRules rules, string text)
    {
        if (!IsListed(rules.TextSpan, text))
            return "enum";
        // A character is at most two units: a text that is clearly long enough need not be counted.
        if (text.Length / 2 < rules.MinimumLength && Length(text) < rules.MinimumLength)
            return "minLength";
        if (text.Length > rules.MaximumLength && Length(text) > rules.MaximumLength)
            return "maxLength";

        foreach (var rule in rules.TextRuleSpan)
        {
            if (!rule.Accepts(text))
                return "pattern";
        }

        return null;
    }

    /// <summary>No list lists everything.</summary>
    private static bool IsListed(ReadOnlySpan<double> numbers, in RuleValue value)
    {
        foreach (var number in numbers)
        {
            if (value.CompareTo(number) == 0)
                return true;
        }

        return numbers.IsEmpty;
    }

    /// <summary>No list lists everything.</summary>
    private static bool IsListed(ReadOnlySpan<string> texts, string text)
    {
        foreach (var listed in texts)
        {
            if (string.Equals(listed, text, StringComparison.Ordinal))
                return true;
        }

        return texts.IsEmpty;
    }

    /// <summary>Counted as JSON Schema does: a surrogate pair is one character.</summary>
    private static int Length(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                length--;
        }

        return length;
    }
}
