using System.Globalization;
using System.Text;
using System.Text.Json;
using SeedanceGen.Rules;

namespace SeedanceGen.Testing.Schema;

/// <summary>The keywords about objects.</summary>
internal sealed class ObjectRule : SchemaRule
{
    private readonly Dictionary<string, JsonSchema> _properties;
    private readonly JsonSchema[] _schemas;
    private readonly byte[][] _names;
    private readonly byte[][] _required;

    public ObjectRule(Dictionary<string, JsonSchema> properties, IReadOnlyList<string> required)
    {
        (_properties, Required) = (properties, required);
        _required = [.. required.Select(Encoding.UTF8.GetBytes)];
        _schemas = [.. properties.Values];
        _names = [.. properties.Keys.Select(Encoding.UTF8.GetBytes)];
    }

    public IReadOnlyList<string> Required { get; }

    public IReadOnlyDictionary<string, JsonSchema> Properties => _properties;

    /// <summary>What other properties have to be; null when they may be anything.</summary>
    public JsonSchema? Additional { get; init; }

    public bool AllowsAdditional { get; init; } = true;

    public required RuleNode Limits { get; init; }

    public override void Judge(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;

        for (var i = 0; i < _required.Length; i++)
        {
            if (!value.TryGetProperty(_required[i], out _))
                run.ReportMissing(Required[i]);
        }

        var (count, expected) = (0, 0);
        foreach (var property in value.EnumerateObject())
        {
            count++;
            run.Enter(property);
            if (Find(property, ref expected) is { } schema)
                schema.Judge(property.Value, run);
            else if (!AllowsAdditional)
                run.Report("additionalProperties", "no such property", property.Value);
            else
                Additional?.Judge(property.Value, run);
            run.Leave();
        }

        var broken = Limits.BrokenByCount(count);
        if (broken == RuleKeywords.MinimumCount)
            run.Report("minProperties", $"at least {Text(Limits.MinimumCount)} properties", Text(count) + " properties");
        if (broken == RuleKeywords.MaximumCount)
            run.Report("maxProperties", $"at most {Text(Limits.MaximumCount)} properties", Text(count) + " properties");
    }

    /// <summary>
    /// The schema of a property, looked for from where it would be if all were in the order of the description: mostly they are.
    /// </summary>
    private JsonSchema? Find(JsonProperty property, ref int expected)
    {
        for (var tried = 0; tried < _names.Length; tried++)
        {
            var i = expected < _names.Length ? expected : 0;
            expected = i + 1;
            if (property.NameEquals(_names[i]))
                return _schemas[i];
        }

        return null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
