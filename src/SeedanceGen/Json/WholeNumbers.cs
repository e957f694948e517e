using System.Buffers;
using System.Text.Json;

namespace SeedanceGen.Json;

/// <summary>Reads a whole number that is written with a fraction of zero, such as 40.0, which JSON does not tell from 40.</summary>
internal static class WholeNumbers
{
    private const string Root = "$.";

    /// <summary>The object with one of its numbers written as a whole one; null when that is not what is wrong with it.</summary>
    /// <param name="body">The object that could not be read.</param>
    /// <param name="path">Where reading it failed, such as <c>$.creditsCharged</c>.</param>
    public static byte[]? Corrected(ReadOnlySpan<byte> body, string? path)
    {
        if (path?.StartsWith(Root, StringComparison.Ordinal) != true)
            return null;

        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return Corrected(document.RootElement, path[Root.Length..]);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or texts in it that are none.
            return null;
        }
    }

    private static byte[]? Corrected(JsonElement root, string name)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out var value) || WholeValueOf(value) is not { } number)
            return null;

        var corrected = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(corrected))
        {
            writer.WriteStartObject();
            foreach (var property in root.EnumerateObject())
            {
                if (property.NameEquals(name))
                    writer.WriteNumber(name, number);
                else
                    property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return corrected.WrittenSpan.ToArray();
    }

    /// <summary>The value; null when it is no whole number, or written as one already.</summary>
    private static int? WholeValueOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && !value.TryGetInt32(out _) && value.TryGetDecimal(out var number)
            && decimal.Truncate(number) == number && decimal.Abs(number) <= int.MaxValue
            ? (int)number
            : null;
}
