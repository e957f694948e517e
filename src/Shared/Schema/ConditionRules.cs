using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary><c>if</c> with <c>then</c> and <c>else</c>: what holds when a condition is met, and what otherwise.</summary>
internal sealed class IfRule(JsonSchema condition, JsonSchema? then, JsonSchema? otherwise) : SchemaRule
{
    public string Accepted => string.Join(
        " and ",
        ((IEnumerable<string>)
        [
            .. then is null ? [] : new[] { $"{SchemaWords.Of(then)} when {SchemaWords.Met(condition)}" },
            .. otherwise is null ? [] : new[] { $"{SchemaWords.Of(otherwise)} unless {SchemaWords.Met(condition)}" },
        ]));

    public override void Validate(JsonElement value, SchemaRun run)
    {
        if (run.Fits(condition, value))
            run.ValidateBecause(() => "when " + SchemaWords.Met(condition), then, value);
        else
            run.ValidateBecause(() => "unless " + SchemaWords.Met(condition), otherwise, value);
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
            if (!value.TryGetProperty(property, out _))
                continue;
            foreach (var name in needed)
            {
                if (!value.TryGetProperty(name, out _))
                    run.ReportMissing(name, Keyword, Words(property, name), Words(property, name));
            }
        }
    }

    private static string Words(string property, string needed) => $"'{property}' only together with '{needed}'";
}

/// <summary><c>dependentSchemas</c>: what the object keeps to when it has a property.</summary>
internal sealed class DependentSchemasRule((string Property, JsonSchema Schema)[] dependencies) : SchemaRule
{
    public override void Validate(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;

        foreach (var (property, schema) in dependencies)
        {
            if (value.TryGetProperty(property, out _))
                run.ValidateBecause(() => $"when '{property}' is set", schema, value);
        }
    }
}
