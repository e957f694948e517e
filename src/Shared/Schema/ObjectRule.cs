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

    /// <summary>Whether <c>additionalProperties</c> stands here, so that no property is left to <c>unevaluatedProperties</c>.</summary>
    public bool HasAdditional { get; init; }

    /// <summary>The schemas of <c>patternProperties</c>, each with the pattern of the names.</summary>
    public IReadOnlyList<(RulePattern Pattern, JsonSchema Schema)> Named { get; init; } = [];

    /// <summary>The schema of every property's name; null when a name may be any.</summary>
    public JsonSchema? Names { get; init; }

    public required RuleNode Limits { get; init; }

    public override void Validate(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;

        for (var i = 0; i < _required.Length; i++)
        {
            if (value.MayHave(Required[i]))
                run.Doubt();
            else if (!value.TryGetProperty(_required[i], out _))
                run.ReportMissing(Required[i]);
        }

        var (count, expected) = (0, 0);
        foreach (var property in value.EnumerateObject())
        {
            count++;
            run.Enter(property);
            if (Names is not null)
                ValidateName(property.Name, Names, run);
            var isNamed = Named.Count > 0 && ValidateNamed(property, run);
            if (Find(property, ref expected) is { } schema)
                schema.Validate(property.Value, run);
            else if (!AllowsAdditional && !isNamed)
                run.Report("additionalProperties", "no such property", property.Value, run.IsTrial ? null : KnownNames());
            else if (!isNamed)
                Additional?.Validate(property.Value, run);
            run.Leave();
        }

        if (value.MayHaveMore())
            ValidateUnseen(value, run);
        var broken = Limits.BrokenByCount(count);
        if (broken == RuleKeywords.MinimumCount && !value.MayHaveMore())
            Report("minProperties", $"at least {Text(Limits.MinimumCount)} properties", count, run);
        if (broken == RuleKeywords.MaximumCount)
            Report("maxProperties", $"at most {Text(Limits.MaximumCount)} properties", count, run);
    }

    private void Report(string keyword, string expected, int count, SchemaRun run) =>
        run.Report(keyword, expected, Text(count) + " properties", RuleDescription.OfCount(Limits, "entry", "entries"), count);

    /// <summary>Notes a doubt when a property that may be there, besides those that were seen, could break a rule.</summary>
    private void ValidateUnseen(JsonElement value, SchemaRun run)
    {
        if (!AllowsAdditional || Additional is not null || Named.Count > 0 || Names is not null || Limits.LimitsCount
            || _properties.Keys.Any(name => value.MayHave(name)))
            run.Doubt();
    }

    private string KnownNames() => _properties.Count == 0 ? "no fields" : "only the fields " + string.Join(", ", _properties.Keys);

    /// <summary>Validates a property by the schemas whose patterns match its name; false when none matches.</summary>
    private bool ValidateNamed(JsonProperty property, SchemaRun run)
    {
        var isNamed = false;
        foreach (var (pattern, schema) in Named)
        {
            if (!pattern.Accepts(property.Name))
                continue;
            isNamed = true;
            schema.Validate(property.Value, run);
        }

        return isNamed;
    }

    private static void ValidateName(string name, JsonSchema names, SchemaRun run)
    {
        using var text = JsonDocument.Parse($"\"{JsonEncodedText.Encode(name)}\"");
        if (!run.Fits(names, text.RootElement))
            run.Report("propertyNames", "another name", text.RootElement, run.IsTrial ? null : $"as a name {SchemaDescription.Of(names)}");
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
