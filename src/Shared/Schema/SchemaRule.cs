using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary>One keyword of a schema, or several that belong together. A value of another type than a rule is about passes it.</summary>
internal abstract class SchemaRule
{
    public abstract void Validate(JsonElement value, SchemaRun run);
}

/// <summary><c>enum</c>.</summary>
internal sealed class EnumRule : SchemaRule
{
    public const string Keyword = "enum";

    private readonly JsonElement[] _values;
    private readonly RuleNode _limits;
    private readonly bool _hasNumbers;
    private readonly bool _hasTexts;

    public EnumRule(IEnumerable<JsonElement> values, RuleNode limits)
    {
        _values = [.. values];
        _limits = limits;
        _hasNumbers = Array.Exists(_values, value => value.ValueKind == JsonValueKind.Number);
        _hasTexts = Array.Exists(_values, value => value.ValueKind == JsonValueKind.String);
        Expected = _values.Length == 1 ? ActualValue.Of(_values[0]) : "one of " + string.Join(", ", _values.Select(ActualValue.Of));
    }

    public string Expected { get; }

    /// <summary>What is accepted, in words for a person.</summary>
    public string Accepted => _hasNumbers != _hasTexts && Array.TrueForAll(_values, IsListed)
        ? RuleDescription.OfValue(_limits)!
        : RuleDescription.Or(_values.Select(ActualValue.Of));

    public override void Validate(JsonElement value, SchemaRun run)
    {
        if (Accepts(value))
            return;
        if (!value.IsWhole())
            run.Doubt();
        else
            run.Report(Keyword, Expected, value, run.IsTrial ? null : Accepted, _limits);
    }

    private static bool IsListed(JsonElement value) => value.ValueKind is JsonValueKind.Number or JsonValueKind.String;

    private bool Accepts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => _hasNumbers && _limits.BrokenBy(LimitRule.NumberOf(value)) == RuleKeywords.None,
        JsonValueKind.String => _hasTexts && _limits.BrokenBy(RuleValue.Of(value.GetString()!)) == RuleKeywords.None,
        _ => Array.Exists(_values, known => KnownJson.AreSame(known, value)),
    };
}

/// <summary><c>allOf</c>, and <c>$ref</c>, which is an <c>allOf</c> of one.</summary>
internal sealed class AllOfRule(JsonSchema[] schemas) : SchemaRule
{
    public IReadOnlyList<JsonSchema> Schemas => schemas;

    public override void Validate(JsonElement value, SchemaRun run)
    {
        foreach (var schema in schemas)
            schema.Validate(value, run);
    }
}

/// <summary><c>not</c>, and the schema <c>false</c>, which is a <c>not</c> of everything.</summary>
internal sealed class NotRule(JsonSchema schema) : SchemaRule
{
    public string Accepted => SchemaDescription.Not(schema);

    public override void Validate(JsonElement value, SchemaRun run)
    {
        var fit = run.FitOf(schema, value);
        if (fit == SchemaFit.Unknown)
            run.Doubt();
        else if (fit == SchemaFit.Yes)
            run.Report("not", "anything else", value, run.IsTrial ? null : Accepted);
    }
}
