using System.Text.Json;
using SeedanceGen.Json;

namespace SeedanceGen.Rules;

/// <summary>One method for each type of value that a list can hold.</summary>
internal ref partial struct RuleJudge
{
    public void List(FieldRules rules, IReadOnlyList<string>? items) => List(rules, items, static item => item);

    public void List(FieldRules rules, IReadOnlyList<Uri>? items) => List(rules, items, static item => item);

    public void List(FieldRules rules, IReadOnlyList<int>? items) => List(rules, items, static item => (long?)item);

    public void List(FieldRules rules, IReadOnlyList<long>? items) => List(rules, items, static item => (long?)item);

    public void List(FieldRules rules, IReadOnlyList<double>? items) => List(rules, items, static item => (double?)item);

    public void List(FieldRules rules, IReadOnlyList<bool>? items) => List(rules, items, static item => (bool?)item);

    public void List(FieldRules rules, IReadOnlyList<JsonElement>? items) => List(rules, items, static item => item);

    public void List<T>(FieldRules rules, IReadOnlyList<T>? items)
        where T : struct, IOpenEnumeration<T> => List(rules, items, static item => item.Value);
}
