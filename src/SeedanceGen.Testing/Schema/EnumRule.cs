using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Rules;

namespace SeedanceGen.Testing.Schema;

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

    public override void Judge(JsonElement value, SchemaRun run)
    {
        if (!Accepts(value))
            run.Report(Keyword, Expected, value);
    }

    private bool Accepts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => _hasNumbers && _limits.BrokenBy(LimitRule.NumberOf(value)) == RuleKeywords.None,
        JsonValueKind.String => _hasTexts && _limits.BrokenBy(RuleValue.Of(value.GetString()!)) == RuleKeywords.None,
        _ => Array.Exists(_values, known => known.ValueKind == value.ValueKind
            && JsonNode.DeepEquals(JsonNode.Parse(known.GetRawText()), JsonNode.Parse(value.GetRawText()))),
    };
}
