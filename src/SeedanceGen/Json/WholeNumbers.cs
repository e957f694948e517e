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
        var reader = new Utf8JsonReader(body);
        if (path?.StartsWith(Root, StringComparison.Ordinal) != true || !JsonDocument.TryParseValue(ref reader, out var document))
            return null;

        using (document)
        {
            var name = path[Root.Length..];
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty(name, out var value)
                || value.ValueKind != JsonValueKind.Number || value.TryGetInt64(out _)
                || !value.TryGetDecimal(out var number) || decimal.Truncate(number) != number || decimal.Abs(number) > int.MaxValue)
            {
                return null;
            }

            var corrected = new ArrayBufferWriter<byte>(body.Length);
            using (var writer = new Utf8JsonWriter(corrected))
            {
                writer.WriteStartObject();
                foreach (var property in document.RootElement.EnumerateObject())
                {
                    if (property.NameEquals(name))
                        writer.WriteNumber(name, (long)number);
                    else
                        property.WriteTo(writer);
                }

                writer.WriteEndObject();
            }

            return corrected.WrittenSpan.ToArray();
        }
    }
}
