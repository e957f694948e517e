using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeedanceGen.Testing.Schema;

/// <summary><c>enum</c>.</summary>
internal sealed class EnumRule : SchemaRule
{
    public const string Keyword = "enum";

    private readonly JsonElement[] _values;
    private readonly byte[][] _texts;

    public EnumRule(IEnumerable<JsonElement> values)
    {
        _values = [.. values];
        _texts = [.. _values.Where(value => value.ValueKind == JsonValueKind.String).Select(value => Encoding.UTF8.GetBytes(value.GetString()!))];
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
        if (value.ValueKind != JsonValueKind.String)
            return Array.Exists(_values, known => known.ValueKind == value.ValueKind && Same(known, value));

        foreach (var text in _texts)
        {
            if (value.ValueEquals(text))
                return true;
        }

        return false;
    }

    private static bool Same(JsonElement known, JsonElement value) => known.ValueKind == JsonValueKind.Number
        ? known.GetDouble().Equals(value.GetDouble())
        : JsonNode.DeepEquals(JsonNode.Parse(known.GetRawText()), JsonNode.Parse(value.GetRawText()));
}
