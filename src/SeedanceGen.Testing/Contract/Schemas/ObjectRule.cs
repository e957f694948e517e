using System.Globalization;
using System.Text.Json;

namespace SeedanceGen.Testing.Contract.Schemas;

/// <summary>The keywords about objects.</summary>
internal sealed class ObjectRule : SchemaRule
{
    public IReadOnlyList<string> Required { get; init; } = [];

    public IReadOnlyDictionary<string, JsonSchema> Properties { get; init; } = new Dictionary<string, JsonSchema>();

    /// <summary>What other properties have to be; null when they may be anything.</summary>
    public JsonSchema? Additional { get; init; }

    public bool AllowsAdditional { get; init; } = true;

    public int? MinProperties { get; init; }

    public int? MaxProperties { get; init; }

    public override void Judge(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;

        foreach (var name in Required)
        {
            if (!value.TryGetProperty(name, out _))
                ReportAt(name, run, "required", "a value", "nothing");
        }

        var count = 0;
        foreach (var property in value.EnumerateObject())
        {
            count++;
            run.Enter(property.Name);
            JudgeProperty(property, run);
            run.Leave();
        }

        if (count < MinProperties)
            run.Report("minProperties", $"at least {Text(MinProperties.Value)} properties", Text(count) + " properties");
        if (count > MaxProperties)
            run.Report("maxProperties", $"at most {Text(MaxProperties.Value)} properties", Text(count) + " properties");
    }

    private void JudgeProperty(JsonProperty property, SchemaRun run)
    {
        if (Properties.TryGetValue(property.Name, out var schema))
            schema.Judge(property.Value, run);
        else if (!AllowsAdditional)
            run.Report("additionalProperties", "no such property", property.Value);
        else
            Additional?.Judge(property.Value, run);
    }

    private static void ReportAt(string name, SchemaRun run, string keyword, string expected, string actual)
    {
        run.Enter(name);
        run.Report(keyword, expected, actual);
        run.Leave();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
