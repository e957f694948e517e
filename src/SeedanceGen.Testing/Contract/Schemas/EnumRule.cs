using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeedanceGen.Testing.Contract.Schemas;

/// <summary><c>enum</c>.</summary>
internal sealed class EnumRule : SchemaRule
{
    public const string Keyword = "enum";

    private readonly JsonElement[] _values;
    private readonly string[] _texts;

    public EnumRule(IEnumerable<JsonElement> values)
    {
        _values = [.. values];
        _texts = [.. _values.Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)];
        Expected = _values.Length == 1 ? ActualValue.Of(_values[0]) : "one of " + string.Join(", ", _values.Select(ActualValue.Of));
    }

    public string Expected { get; }

    public override void Judge(JsonElement value, SchemaRun run)
    {
        if (!Accepts(value))
            run.Report(Keyword, Expected, value);
    }

    private bool Accepts(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return Array.Exists(_texts, text => value.ValueEquals(text));

        return Array.Exists(_values, known => known.ValueKind == value.ValueKind && Same(known, value));
    }

    private static bool Same(JsonElement known, JsonElement value) => known.ValueKind == JsonValueKind.Number
        ? known.GetDouble().Equals(value.GetDouble())
        : JsonNode.DeepEquals(JsonNode.Parse(known.GetRawText()), JsonNode.Parse(value.GetRawText()));
}
