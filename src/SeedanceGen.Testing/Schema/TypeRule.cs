using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary><c>type</c>. An integer is written without fraction and exponent, as in the JSON Schema that OpenAPI 3.0 builds on.</summary>
internal sealed class TypeRule(string type) : SchemaRule
{
    public override void Judge(JsonElement value, SchemaRun run)
    {
        if (!Accepts(value))
            run.Report("type", type is "object" or "array" or "integer" ? "an " + type : "a " + type, value);
    }

    private bool Accepts(JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number
            && (value.TryGetInt64(out _) || value.GetRawText().AsSpan().IndexOfAny(".eE") < 0),
        _ => throw new NotSupportedException($"The API description has the type '{type}', which OpenAPI 3.0 does not know."),
    };
}
