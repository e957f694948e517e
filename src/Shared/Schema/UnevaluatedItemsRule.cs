using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary>
/// <c>unevaluatedItems</c>: what holds for each item that nothing else in the same schema is about, neither directly nor by <c>$ref</c>,
/// <c>allOf</c>, a branch that fits, or a condition that is met.
/// </summary>
/// <param name="owner">The schema that the keyword stands in.</param>
/// <param name="schema">The schema of these items.</param>
/// <param name="forbids">Whether no such item may be there.</param>
internal sealed class UnevaluatedItemsRule(JsonSchema owner, JsonSchema schema, bool forbids) : SchemaRule
{
    public const string Keyword = "unevaluatedItems";

    /// <summary>Schemas may refer to themselves.</summary>
    private const int DeepestLevel = 64;

    public override void Validate(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return;

        var seen = new SchemaFit[value.GetArrayLength()];
        Mark(owner, value, SchemaFit.Yes, seen, run, 0);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            run.Enter(index);
            if (seen[index] == SchemaFit.Unknown)
                run.Doubt();
            else if (seen[index] == SchemaFit.No && forbids)
                run.Report(Keyword, "no such item", item, run.IsTrial ? null : "only the items that are described");
            else if (seen[index] == SchemaFit.No)
                schema.Validate(item, run);
            run.Leave();
            index++;
        }
    }

    /// <summary>Marks the items that a schema is about.</summary>
    /// <param name="by">The schema.</param>
    /// <param name="value">The list.</param>
    /// <param name="holds">Whether the schema holds for the list at all.</param>
    /// <param name="seen">The marks, one for each item.</param>
    /// <param name="run">The validation.</param>
    /// <param name="level">How deep the schema stands in others.</param>
    private void Mark(JsonSchema? by, JsonElement value, SchemaFit holds, SchemaFit[] seen, SchemaRun run, int level)
    {
        if (by is null || holds == SchemaFit.No || level >= DeepestLevel)
            return;

        foreach (var rule in by.Rules)
        {
            if (rule is ArrayRule list)
            {
                Mark(list, value, holds, seen, run);
            }
            else if (rule is UnevaluatedItemsRule inner && inner != this)
            {
                for (var index = 0; index < seen.Length; index++)
                    seen[index] = Larger(seen[index], holds);
            }
            else if (rule is AllOfRule all)
            {
                foreach (var part in all.Schemas)
                    Mark(part, value, holds, seen, run, level + 1);
            }
            else if (rule is BranchRule branches)
            {
                var fits = branches.Branches.Select(branch => run.FitOf(branch, value)).ToArray();
                // When no branch fits, that is the violation, and the items of the branches are not.
                var isBroken = Array.TrueForAll(fits, fit => fit == SchemaFit.No);
                for (var branch = 0; branch < fits.Length; branch++)
                    Mark(branches.Branches[branch], value, isBroken ? holds : Both(holds, fits[branch]), seen, run, level + 1);
            }
            else if (rule is IfRule condition)
            {
                var met = run.FitOf(condition.Condition, value);
                var unmet = SchemaFit.Yes - (int)met;
                Mark(condition.Condition, value, Both(holds, met), seen, run, level + 1);
                Mark(condition.Then, value, Both(holds, met), seen, run, level + 1);
                Mark(condition.Otherwise, value, Both(holds, unmet), seen, run, level + 1);
            }
        }
    }

    private static void Mark(ArrayRule list, JsonElement value, SchemaFit holds, SchemaFit[] seen, SchemaRun run)
    {
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (list.Items is not null || index < list.First.Count)
                seen[index] = Larger(seen[index], holds);
            else if (list.Contains is { } contained)
                seen[index] = Larger(seen[index], Both(holds, run.FitOf(contained, item)));
            index++;
        }
    }

    private static SchemaFit Larger(SchemaFit one, SchemaFit other) => one > other ? one : other;

    private static SchemaFit Both(SchemaFit one, SchemaFit other) => one < other ? one : other;
}
