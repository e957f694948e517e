using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Json;

/// <summary>Reads a whole number also when it is written with a fraction of zero, such as 40.0, which JSON does not tell from 40.</summary>
internal sealed class WholeNumberConverter : JsonConverter<int>
{
    /// <inheritdoc/>
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException($"A whole number was expected, not {reader.TokenType}.");
        if (reader.TryGetInt32(out var number))
            return number;

        return reader.TryGetDecimal(out var value) && decimal.Truncate(value) == value && decimal.Abs(value) <= int.MaxValue
            ? (int)value
            : throw new JsonException("A whole number was expected that has at most 32 bits.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
