using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Json;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Rules;

/// <summary>Checks the fields of one request in turn and collects the violations; it allocates nothing as long as there is none.</summary>
/// <param name="model">The model that the request names, exactly as it is sent.</param>
internal ref struct RequestValidator(string model)
{
    /// <summary>Up to this number of items, comparing every pair is cheaper than a set, and allocates nothing.</summary>
    private const int FewItems = 32;

    /// <summary>An empty list of its own type: to count an array through an interface takes as long as to check a field.</summary>
    private static readonly IReadOnlyList<RuleViolation> None = new List<RuleViolation>().AsReadOnly();

    private List<RuleViolation>? _violations;

    /// <summary>Every violation so far; one shared empty list when there is none.</summary>
    public readonly IReadOnlyList<RuleViolation> Violations => _violations ?? None;

    /// <summary>Checks a field that takes one value.</summary>
    public void Field(FieldRules rules, in RuleValue value)
    {
        if (value.Kind == RuleValueKind.Missing)
            Required(rules);
        else if (rules.Node.BrokenBy(value) is var broken and not RuleKeywords.None)
            Add(rules.Field, value.ToObject(), NameOf(broken, rules.Node), rules.Description);
    }

    /// <summary>Checks a field that takes a text.</summary>
    public void Field(FieldRules rules, string? value)
    {
        if (value is null)
            Required(rules);
        else if (rules.Node.IsUri || rules.Node.BrokenByText(value) != RuleKeywords.None)
            Field(rules, RuleValue.Of(value));
    }

    /// <summary>Checks a field that takes a link.</summary>
    public void Field(FieldRules rules, Uri? value) => Field(rules, RuleValue.Of(value));

    /// <summary>Checks a field that takes a JSON value.</summary>
    public void Field(FieldRules rules, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            Required(rules);
        else if (rules.Node.BrokenBy(RuleValue.OfJson(value.ValueKind == JsonValueKind.Object)) is var broken and not RuleKeywords.None)
            Add(rules.Field, value, NameOf(broken, rules.Node), rules.Description);
    }

    /// <summary>
    /// Checks the field that names the model: a model that is newer than this library is accepted, and a missing one is not.
    /// </summary>
    public void NewerField(FieldRules rules, string? value)
    {
        if (string.IsNullOrEmpty(value))
            Required(rules);
    }

    /// <summary>Checks how many values or entries a field has; null when it is not set.</summary>
    public void Count(FieldRules rules, int? count)
    {
        if (count is not { } number)
            Required(rules);
        else if (rules.Node.BrokenByCount(number) is var broken and not RuleKeywords.None)
            Add(rules.Field, number, NameOf(broken, rules.Node), rules.Description);
    }

    /// <summary>Checks the rules that no single field has. A field that was rejected already is not reported again.</summary>
    public void Whole<T>(RequestSchema schema, T request, JsonTypeInfo<T> type, bool strictly)
    {
        if (schema.Validate(request, type, strictly) is not { } found)
        {
            if (_violations is null)
                Add(string.Empty, string.Empty, null, "type", "values that JSON can hold");
            return;
        }

        var known = _violations?.Select(violation => violation.Pointer).ToHashSet(StringComparer.Ordinal);
        var said = new HashSet<(string Pointer, string Accepted)>();
        foreach (var violation in found)
        {
            if (known?.Contains(violation.Pointer) != true && said.Add((violation.Pointer, violation.Accepted)))
                Add(violation.Field, violation.Pointer, violation.Value, violation.Keyword, violation.Accepted);
        }
    }

    // One method for each type of value that a list can hold.
    public void List(FieldRules rules, IReadOnlyList<string>? items) => List(rules, items, static item => RuleValue.Of(item));

    public void List(FieldRules rules, IReadOnlyList<Uri>? items) => List(rules, items, static item => RuleValue.Of(item));

    public void List(FieldRules rules, IReadOnlyList<int>? items) => List(rules, items, static item => RuleValue.Of((long)item));

    public void List(FieldRules rules, IReadOnlyList<long>? items) => List(rules, items, static item => RuleValue.Of(item));

    public void List(FieldRules rules, IReadOnlyList<double>? items) => List(rules, items, static item => RuleValue.Of(item));

    public void List(FieldRules rules, IReadOnlyList<bool>? items) => List(rules, items, static item => RuleValue.Of(item));

    public void List(FieldRules rules, IReadOnlyList<JsonElement>? items) => List(rules, items, static item =>
        item.ValueKind == JsonValueKind.Undefined ? default : RuleValue.OfJson(item.ValueKind == JsonValueKind.Object, item.GetRawText()));

    public void List<T>(FieldRules rules, IReadOnlyList<T>? items)
        where T : struct, IOpenEnumeration<T> => List(rules, items, static item => RuleValue.Of(item.Value));

    /// <summary>Checks a field that takes several values, and each of them.</summary>
    private void List<T>(FieldRules rules, IReadOnlyList<T>? items, Func<T, RuleValue> value)
    {
        Count(rules, items?.Count);
        if (items is null || rules.Node.Items is not { } node)
            return;

        var seen = rules.UniqueItems && items.Count > FewItems ? new HashSet<string>(StringComparer.Ordinal) : null;
        for (var i = 0; i < items.Count; i++)
        {
            var item = value(items[i]);
            if (item.Kind == RuleValueKind.Missing)
                AddItem(rules, i, null, "type", rules.ItemDescription);
            else if (node.BrokenBy(item) is var broken and not RuleKeywords.None)
                AddItem(rules, i, Shown(items[i], item), NameOf(broken, node), rules.ItemDescription);
            else if (rules.UniqueItems && (seen is null ? IsRepeated(items, i, item, value) : !seen.Add(item.Key)))
                AddItem(rules, i, Shown(items[i], item), "uniqueItems", rules.Description);
        }
    }

    private static object? Shown<T>(T item, in RuleValue value) => item is JsonElement ? item : value.ToObject();

    private static bool IsRepeated<T>(IReadOnlyList<T> items, int index, in RuleValue item, Func<T, RuleValue> value)
    {
        for (var i = 0; i < index; i++)
        {
            if (value(items[i]).IsSame(item))
                return true;
        }

        return false;
    }

    /// <summary>The keyword that a violation names: of several, the first.</summary>
    private static string NameOf(RuleKeywords broken, RuleNode node) => node.NameOf(RuleNode.FirstOf(broken));

    private void Required(FieldRules rules)
    {
        if (rules.IsRequired)
            Add(rules.Field, null, "required", rules.Description);
    }

    private void AddItem(FieldRules rules, int index, object? value, string rule, string accepted)
    {
        var place = index.ToString(CultureInfo.InvariantCulture);
        Add($"{rules.Field}[{place}]", $"{SchemaRun.Escape(rules.Field)}/{place}", value, rule, accepted);
    }

    private void Add(string field, object? value, string rule, string accepted) =>
        Add(field, SchemaRun.Escape(field), value, rule, accepted);

    private void Add(string field, string pointer, object? value, string rule, string accepted) => (_violations ??= []).Add(
        new RuleViolation { Field = field, Pointer = pointer, Value = value, Rule = rule, Accepted = accepted, Model = model });
}
