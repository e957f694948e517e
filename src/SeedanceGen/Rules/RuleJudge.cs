using System.Globalization;

namespace SeedanceGen.Rules;

/// <summary>Judges the fields of one request in turn and collects what is refused; it allocates nothing as long as nothing is.</summary>
/// <param name="model">The model that the request names, exactly as it is sent.</param>
internal ref partial struct RuleJudge(string model)
{
    /// <summary>Up to here comparing every pair is cheaper than a set, and allocates nothing.</summary>
    private const int FewItems = 32;

    private List<RuleViolation>? _violations;

    /// <summary>Every violation so far; one shared empty list when there is none.</summary>
    public readonly IReadOnlyList<RuleViolation> Violations => _violations ?? (IReadOnlyList<RuleViolation>)[];

    /// <summary>Judges a field that takes a text.</summary>
    public void Field(FieldRules rules, string? value)
    {
        if (value is null)
            Required(rules);
        else if (RefusalOfText(rules, value) is { } rule)
            Add(rules.Field, value, rule, rules.Words);
    }

    /// <summary>Judges a field that takes one value.</summary>
    public void Field(FieldRules rules, in RuleValue value)
    {
        if (value.Kind == RuleValueKind.Missing)
            Required(rules);
        else if (Refusal(rules, value) is { } rule)
            Add(rules.Field, value.ToObject(), rule, rules.Words);
    }

    /// <summary>Judges the field that names the model: a model that is newer than this library is fine, no model is not.</summary>
    public void NewerField(FieldRules rules, string? value)
    {
        if (string.IsNullOrEmpty(value))
            Required(rules);
    }

    /// <summary>Judges how many values or entries a field has; null when it is not set.</summary>
    public void Count(FieldRules rules, int? count)
    {
        if (count is not { } number)
            Required(rules);
        else if (number < rules.MinimumCount)
            Add(rules.Field, number, rules.IsList ? "minItems" : "minProperties", rules.Words);
        else if (number > rules.MaximumCount)
            Add(rules.Field, number, rules.IsList ? "maxItems" : "maxProperties", rules.Words);
    }

    /// <summary>Judges a field that takes several values, and each of them.</summary>
    private void List<T>(FieldRules rules, IReadOnlyList<T>? items, Func<T, RuleValue> value)
    {
        Count(rules, items?.Count);
        if (items is null)
            return;

        var seen = rules.UniqueItems && items.Count > FewItems ? new HashSet<string>(StringComparer.Ordinal) : null;
        for (var i = 0; i < items.Count; i++)
        {
            var item = value(items[i]);
            if (item.Kind == RuleValueKind.Missing)
                Add(Position(rules, i), null, "type", rules.ValueWords);
            else if (Refusal(rules, item) is { } rule)
                Add(Position(rules, i), item.ToObject(), rule, rules.ValueWords);
            else if (rules.UniqueItems && (seen is null ? IsRepeated(items, i, item, value) : !seen.Add(Key(item))))
                Add(Position(rules, i), item.ToObject(), "uniqueItems", rules.Words);
        }
    }

    private static bool IsRepeated<T>(IReadOnlyList<T> items, int index, in RuleValue item, Func<T, RuleValue> value)
    {
        for (var i = 0; i < index; i++)
        {
            if (value(items[i]).IsSame(item))
                return true;
        }

        return false;
    }

    private static string Key(in RuleValue value) => Convert.ToString(value.ToObject(), CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Position(FieldRules rules, int index) => string.Create(CultureInfo.InvariantCulture, $"{rules.Field}[{index}]");

    private void Required(FieldRules rules)
    {
        if (rules.IsRequired)
            Add(rules.Field, null, "required", rules.Words);
    }

    private void Add(string field, object? value, string rule, string accepted) =>
        (_violations ??= []).Add(new RuleViolation { Field = field, Value = value, Rule = rule, Accepted = accepted, Model = model });
}
