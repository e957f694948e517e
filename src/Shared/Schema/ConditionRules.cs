using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary><c>if</c> with <c>then</c> and <c>else</c>: what holds when a condition is met, and what otherwise.</summary>
internal sealed class IfRule(JsonSchema condition, JsonSchema? then, JsonSchema? otherwise) : SchemaRule
{
    public JsonSchema Condition => condition;

    public JsonSchema? Then => then;

    public JsonSchema? Otherwise => otherwise;

    public string Accepted => string.Join(" and ", Parts());

    public override void Validate(JsonElement value, SchemaRun run)
    {
        var fit = run.FitOf(condition, value);
        if (fit == SchemaFit.Unknown)
            run.Doubt();
        else if (fit == SchemaFit.Yes)
            run.ValidateBecause(() => "when " + SchemaDescription.Met(condition), then, value);
        else
            run.ValidateBecause(() => "unless " + SchemaDescription.Met(condition), otherwise, value);
    }

    private IEnumerable<string> Parts()
    {
        if (then is not null)
            yield return $"{SchemaDescription.Of(then)} when {SchemaDescription.Met(condition)}";
        if (otherwise is not null)
            yield return $"{SchemaDescription.Of(otherwise)} unless {SchemaDescription.Met(condition)}";
    }
}

/// <summary><c>dependentRequired</c>: the properties that a property needs beside it.</summary>
internal sealed class DependentRequiredRule((string Property, string[] Needed)[] dependencies) : SchemaRule
{
    public const string Keyword = "dependentRequired";

    public override void Validate(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;

        foreach (var (property, needed) in dependencies)
        {
            if (value.MayHave(property))
                run.Doubt();
            if (!value.TryGetProperty(property, out _))
                continue;
            foreach (var name in needed)
            {
                if (value.MayHave(name))
                    run.Doubt();
                else if (!value.TryGetProperty(name, out _))
                    run.ReportMissing(name, Keyword, Words(property, name), Words(property, name));
            }
        }
    }

    private static string Words(string property, string needed) => $"'{property}' only together with '{needed}'";
}

/// <summary><c>dependentSchemas</c>: the schema that applies to the object when it has a property.</summary>
internal sealed class DependentSchemasRule((string Property, JsonSchema Schema)[] dependencies) : SchemaRule
{
    public IReadOnlyList<(string Property, JsonSchema Schema)> Dependencies => dependencies;

    public override void Validate(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;

        foreach (var (property, schema) in dependencies)
        {
            if (value.MayHave(property))
                run.Doubt();
            else if (value.TryGetProperty(property, out _))
                run.ValidateBecause(() => $"when '{property}' is set", schema, value);
        }
    }
}
