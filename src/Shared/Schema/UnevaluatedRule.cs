using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary>
/// <c>unevaluatedProperties</c>: what holds for each property that nothing else in the same schema is about, neither directly nor by
/// <c>$ref</c>, <c>allOf</c>, a branch that fits, a condition that is met, or a chosen variant.
/// </summary>
/// <param name="owner">The schema that the keyword stands in.</param>
/// <param name="schema">The schema of these properties.</param>
/// <param name="forbids">Whether no such property may be there.</param>
internal sealed class UnevaluatedRule(JsonSchema owner, JsonSchema schema, bool forbids) : SchemaRule
{
    public const string Keyword = "unevaluatedProperties";

    /// <summary>Schemas may refer to themselves.</summary>
    private const int DeepestLevel = 64;

    public override void Validate(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;

        foreach (var property in value.EnumerateObject())
        {
            var seen = IsEvaluated(owner, value, property.Name, run, 0);
            if (seen == SchemaFit.Yes)
                continue;
            if (seen == SchemaFit.Unknown)
            {
                run.Doubt();
                continue;
            }

            run.Enter(property);
            if (forbids)
                run.Report(Keyword, "no such property", property.Value, run.IsTrial ? null : KnownNames());
            else
                schema.Validate(property.Value, run);
            run.Leave();
        }

        if (value.MayHaveMore())
            run.Doubt();
    }

    private string KnownNames()
    {
        var names = NamesOf(owner, 0).Distinct(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? "no fields" : "only the fields " + string.Join(", ", names);
    }

    private SchemaFit IsEvaluated(JsonSchema by, JsonElement value, string name, SchemaRun run, int level)
    {
        var evaluated = SchemaFit.No;
        foreach (var rule in level < DeepestLevel ? by.Rules : [])
        {
            evaluated = Larger(evaluated, rule switch
            {
                ObjectRule fields => Yes(fields.HasAdditional || fields.Properties.ContainsKey(name)
                    || fields.Named.Any(named => named.Pattern.Accepts(name))),
                UnevaluatedRule inner => Yes(inner != this),
                AllOfRule all => Any(all.Schemas, value, name, run, level),
                BranchRule branches => InBranches(branches, value, name, run, level),
                IfRule condition => InCondition(condition, value, name, run, level),
                DependentSchemasRule dependent => dependent.Dependencies
                    .Select(entry => Both(Has(value, entry.Property), IsEvaluated(entry.Schema, value, name, run, level + 1)))
                    .Aggregate(SchemaFit.No, Larger),
                UnionRule union => union.VariantOf(value) is { } variant
                    ? IsEvaluated(variant, value, name, run, level + 1)
                    : Any(union.Variants, value, name, run, level),
                _ => SchemaFit.No,
            });
            if (evaluated == SchemaFit.Yes)
                break;
        }

        return evaluated;
    }

    private SchemaFit Any(IEnumerable<JsonSchema> schemas, JsonElement value, string name, SchemaRun run, int level) =>
        schemas.Select(part => IsEvaluated(part, value, name, run, level + 1)).Aggregate(SchemaFit.No, Larger);

    /// <summary>Only branches that fit count. When none fits, that is the violation, and the properties of the branches are not.</summary>
    private SchemaFit InBranches(BranchRule rule, JsonElement value, string name, SchemaRun run, int level)
    {
        var fits = rule.Branches.Select(branch => (Fit: run.FitOf(branch, value), Schema: branch)).ToList();
        return fits.TrueForAll(branch => branch.Fit == SchemaFit.No)
            ? Any(rule.Branches, value, name, run, level)
            : fits.Select(branch => branch.Fit == SchemaFit.No
                    ? SchemaFit.No
                    : Both(branch.Fit, IsEvaluated(branch.Schema, value, name, run, level + 1)))
                .Aggregate(SchemaFit.No, Larger);
    }

    private SchemaFit InCondition(IfRule rule, JsonElement value, string name, SchemaRun run, int level)
    {
        var fit = run.FitOf(rule.Condition, value);
        var met = fit == SchemaFit.No ? SchemaFit.No : Both(fit, Any(Present(rule.Condition, rule.Then), value, name, run, level));
        var unmet = fit == SchemaFit.Yes || rule.Otherwise is null
            ? SchemaFit.No
            : Both(fit == SchemaFit.No ? SchemaFit.Yes : fit, IsEvaluated(rule.Otherwise, value, name, run, level + 1));
        return Larger(met, unmet);
    }

    private static IEnumerable<JsonSchema> Present(params JsonSchema?[] schemas) => schemas.OfType<JsonSchema>();

    private static SchemaFit Has(JsonElement value, string property) =>
        value.MayHave(property) ? SchemaFit.Unknown : Yes(value.TryGetProperty(property, out _));

    private static SchemaFit Yes(bool isYes) => isYes ? SchemaFit.Yes : SchemaFit.No;

    private static SchemaFit Larger(SchemaFit one, SchemaFit other) => one > other ? one : other;

    private static SchemaFit Both(SchemaFit one, SchemaFit other) => one < other ? one : other;

    /// <summary>Every name that is described somewhere, for a message.</summary>
    private static IEnumerable<string> NamesOf(JsonSchema schema, int level) => level >= DeepestLevel ? [] : schema.Rules.SelectMany(rule =>
        rule switch
        {
            ObjectRule fields => fields.Properties.Keys,
            AllOfRule all => all.Schemas.SelectMany(part => NamesOf(part, level + 1)),
            BranchRule branches => branches.Branches.SelectMany(part => NamesOf(part, level + 1)),
            IfRule condition => Present(condition.Condition, condition.Then, condition.Otherwise)
                .SelectMany(part => NamesOf(part, level + 1)),
            DependentSchemasRule dependent => dependent.Dependencies.SelectMany(entry => NamesOf(entry.Schema, level + 1)),
            UnionRule union => union.Variants.SelectMany(part => NamesOf(part, level + 1)),
            _ => Enumerable.Empty<string>(),
        });
}
