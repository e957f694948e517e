using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary>
/// <c>unevaluatedItems</c>: what holds for each item that nothing else in the same schema is about, neither at once nor by <c>$ref</c>,
/// <c>allOf</c>, a branch that fits, or a condition that is met.
/// </summary>
/// <param name="owner">The schema that the keyword stands in.</param>
/// <param name="schema">The schema of these items.</param>
/// <param name="forbids">Whether there may be none.</param>
internal sealed class UnevaluatedItemsRule(JsonSchema owner, JsonSchema schema, bool forbids) : SchemaRule
{
    public const string Keyword = "unevaluatedItems";

    /// <summary>Schemas may refer to themselves.</summary>
    private const int DeepestLevel = 64;

    public override void Validate(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return;

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var seen = IsEvaluated(owner, value, (item, index), run, 0);
            run.Enter(index++);
            if (seen == SchemaFit.Unknown)
                run.Doubt();
            else if (seen == SchemaFit.No && forbids)
                run.Report(Keyword, "no such item", item, run.IsTrial ? null : "only the items that are described");
            else if (seen == SchemaFit.No)
                schema.Validate(item, run);
            run.Leave();
        }
    }

    private SchemaFit IsEvaluated(JsonSchema by, JsonElement value, (JsonElement Value, int Index) item, SchemaRun run, int level)
    {
        var evaluated = SchemaFit.No;
        foreach (var rule in level < DeepestLevel ? by.Rules : [])
        {
            evaluated = Larger(evaluated, rule switch
            {
                ArrayRule list => list.Items is not null || item.Index < list.First.Count ? SchemaFit.Yes
                    : list.Contains is { } contained ? run.FitOf(contained, item.Value)
                    : SchemaFit.No,
                UnevaluatedItemsRule inner => inner == this ? SchemaFit.No : SchemaFit.Yes,
                AllOfRule all => Any(all.Schemas, value, item, run, level),
                BranchRule branches => branches.Branches
                    .Select(branch => Both(run.FitOf(branch, value), IsEvaluated(branch, value, item, run, level + 1)))
                    .Aggregate(SchemaFit.No, Larger),
                IfRule condition => InCondition(condition, value, item, run, level),
                _ => SchemaFit.No,
            });
        }

        return evaluated;
    }

    private SchemaFit InCondition(IfRule rule, JsonElement value, (JsonElement Value, int Index) item, SchemaRun run, int level)
    {
        var met = run.FitOf(rule.Condition, value);
        var unmet = met switch
        {
            SchemaFit.Yes => SchemaFit.No,
            SchemaFit.No => SchemaFit.Yes,
            _ => SchemaFit.Unknown,
        };
        return Larger(
            Both(met, Any(Present(rule.Condition, rule.Then), value, item, run, level)),
            Both(unmet, Any(Present(rule.Otherwise), value, item, run, level)));
    }

    private SchemaFit Any(
        IEnumerable<JsonSchema> schemas, JsonElement value, (JsonElement Value, int Index) item, SchemaRun run, int level) =>
        schemas.Select(part => IsEvaluated(part, value, item, run, level + 1)).Aggregate(SchemaFit.No, Larger);

    private static IEnumerable<JsonSchema> Present(params JsonSchema?[] schemas) => schemas.OfType<JsonSchema>();

    private static SchemaFit Larger(SchemaFit one, SchemaFit other) => one > other ? one : other;

    private static SchemaFit Both(SchemaFit one, SchemaFit other) => one < other ? one : other;
}
