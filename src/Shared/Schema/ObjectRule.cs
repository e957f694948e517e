using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

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

    /// <summary>The schema of all other properties; null when they may be anything.</summary>
    public JsonSchema? Additional { get; init; }

    public bool AllowsAdditional { get; init; } = true;

    public required RuleNode Limits { get; init; }

    public override void Validate(JsonElement value, SchemaRun run)
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
                schema.Validate(property.Value, run);
            else if (!AllowsAdditional)
                run.Report("additionalProperties", "no such property", property.Value);
            else
                Additional?.Validate(property.Value, run);
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

/// <summary>The keywords about arrays.</summary>
internal sealed class ArrayRule : SchemaRule
{
    public JsonSchema? Items { get; init; }

    public required RuleNode Limits { get; init; }

    public override void Validate(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return;

        var count = value.GetArrayLength();
        var broken = Limits.BrokenByCount(count);
        if (broken == RuleKeywords.MinimumCount)
            run.Report("minItems", $"at least {Text(Limits.MinimumCount)} items", Text(count) + " items");
        if (broken == RuleKeywords.MaximumCount)
            run.Report("maxItems", $"at most {Text(Limits.MaximumCount)} items", Text(count) + " items");
        if (Limits.UniqueItems && value.EnumerateArray().Select(Key).Distinct(StringComparer.Ordinal).Count() < count)
            run.Report("uniqueItems", "no item twice", "a repeated item");
        if (Items is null)
            return;

        // Not by VisitItems: a delegate for each array would cost memory on every submission.
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            run.Enter(index++);
            Items.Validate(item, run);
            run.Leave();
        }
    }

    /// <summary>The same text for the same value, however it is written.</summary>
    private static string Key(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.Number => LimitRule.NumberOf(item).Key,
        JsonValueKind.String => '"' + item.GetString(),
        _ => item.GetRawText(),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
