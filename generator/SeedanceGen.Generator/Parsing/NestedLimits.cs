using SeedanceGen.Generator.Diagnostics;

namespace SeedanceGen.Generator.Parsing;

/// <summary>Reports the limits inside a nested object, at any depth: it is handed on as it is, so they would be lost.</summary>
internal sealed class NestedLimits(SchemaFlattener flattener, ProblemList problems)
{
    /// <summary>What shapes the type; <c>enum</c> names the values of an open enumeration.</summary>
    private static readonly HashSet<string> Shapes = ["properties", "items", "additionalProperties"];

    private readonly HashSet<SpecNode> _seen = [];

    /// <summary>Reports what a keyword of the nested object limits.</summary>
    public void Report(Keyword keyword)
    {
        if (!_seen.Add(keyword.Value))
            return;
        if (!Shapes.Contains(keyword.Name) || keyword is { Name: "additionalProperties", Value: SpecScalar { Text: "false" } })
        {
            problems.Add(ProblemRules.UnknownKeyword, keyword.Key.Span, keyword.Name + " inside a nested object");
            return;
        }

        var schemas = keyword.Value is not SpecMap map ? []
            : keyword.Name == "properties" ? map.Entries.Select(entry => entry.Value)
            : [map];
        foreach (var inner in schemas.SelectMany(schema => flattener.Flatten(schema).Keywords).Where(LimitsReader.IsLimit))
            Report(inner);
    }
}
