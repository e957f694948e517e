namespace SeedanceGen.Rules;

/// <summary>The rules of one value, in the order in which they are reported.</summary>
internal ref partial struct RuleJudge
{
    /// <summary>The keyword that refuses the value; null when the value is fine.</summary>
    private static string? Refusal(FieldRules rules, in RuleValue value) => value.Kind switch
    {
        RuleValueKind.Integer or RuleValueKind.Number => RefusalOfNumber(rules, value),
        RuleValueKind.Text => RefusalOfText(rules, value.Text),
        RuleValueKind.Flag => IsListed(rules.Texts, value.Text) ? null : "enum",
        RuleValueKind.Link => value.IsAbsolute ? RefusalOfText(rules, value.Text) : "format",
        RuleValueKind.Json => rules.IsJsonObject && !value.IsJsonObject ? "type" : null,
        _ => null,
    };

    private static string? RefusalOfNumber(FieldRules rules, in RuleValue value)
    {
        // JSON has no way to write them.
        if (!double.IsFinite(value.Number))
            return "type";
        if (rules.Numbers.Count > 0 && !IsListed(rules.Numbers, value))
            return "enum";

        var atMinimum = value.CompareTo(rules.Minimum);
        if (atMinimum < 0 || (atMinimum == 0 && rules.ExclusiveMinimum))
            return rules.ExclusiveMinimum ? "exclusiveMinimum" : "minimum";

        var atMaximum = value.CompareTo(rules.Maximum);
        if (atMaximum > 0 || (atMaximum == 0 && rules.ExclusiveMaximum))
            return rules.ExclusiveMaximum ? "exclusiveMaximum" : "maximum";

        for (var i = 0; i < rules.Divisors.Count; i++)
        {
            if (!value.IsMultipleOf(rules.Divisors[i]))
                return "multipleOf";
        }

        return null;
    }

    private static string? RefusalOfText(FieldRules rules, string text)
    {
        if (!IsListed(rules.Texts, text))
            return "enum";
        if (rules.MinimumLength > 0 && Length(text) < rules.MinimumLength)
            return "minLength";
        if (text.Length > rules.MaximumLength && Length(text) > rules.MaximumLength)
            return "maxLength";

        for (var i = 0; i < rules.TextRules.Count; i++)
        {
            if (!rules.TextRules[i].Accepts(text))
                return "pattern";
        }

        return null;
    }

    private static bool IsListed(IReadOnlyList<double> numbers, in RuleValue value)
    {
        for (var i = 0; i < numbers.Count; i++)
        {
            if (value.CompareTo(numbers[i]) == 0)
                return true;
        }

        return false;
    }

    /// <summary>An empty list lists everything.</summary>
    private static bool IsListed(IReadOnlyList<string> texts, string text)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (string.Equals(texts[i], text, StringComparison.Ordinal))
                return true;
        }

        return texts.Count == 0;
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
