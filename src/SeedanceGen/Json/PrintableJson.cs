using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace SeedanceGen.Json;

/// <summary>
/// JSON whose texts can be read and written again. JSON from outside may have bytes that are not UTF-8, or an escape of half a character (a
/// lone surrogate). The platform reads both without an error, and throws when the value is printed.
/// </summary>
internal static class PrintableJson
{
    private const int EscapeLength = 6;

    private static ReadOnlySpan<byte> ReplacementEscape => @"\uFFFD"u8;

    /// <summary>The same bytes when their texts can be printed; otherwise a copy with U+FFFD in place of what cannot be printed.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json)
    {
        var isValid = Utf8.IsValid(json);
        if (isValid && HalfCharacter(json) < 0)
            return json;

        Span<byte> copy = isValid ? json.ToArray() : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json));
        for (var at = HalfCharacter(copy); at >= 0; at = HalfCharacter(copy))
            ReplacementEscape.CopyTo(copy[at..]);
        return copy;
    }

    /// <summary>The same value when it can be printed; otherwise one with U+FFFD in place of what cannot be printed.</summary>
    public static JsonElement Of(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array))
            return value;

#if NET9_0_OR_GREATER
        var json = global::System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value);
        var printable = Of(json);
        if (printable == json)
            return value;
#else
        // As text, bytes that are no UTF-8 are U+FFFD already.
        var text = value.GetRawText();
        var json = Encoding.UTF8.GetBytes(text);
        var printable = Of(json);
        if (printable == json && !text.Contains('\uFFFD', StringComparison.Ordinal))
            return value;
#endif
        var reader = new Utf8JsonReader(printable, new JsonReaderOptions { MaxDepth = int.MaxValue });
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>Where the first escape of half a character begins; -1 when there is none.</summary>
    private static int HalfCharacter(ReadOnlySpan<byte> json)
    {
        var at = 0;
        while (true)
        {
            var next = json[at..].IndexOf((byte)'\\');
            if (next < 0)
                return -1;

            at += next;
            if (UnitAt(json, at) is not { } unit)
            {
                // Another escape, also of a backslash: its second character begins none.
                at = Math.Min(at + 2, json.Length);
                continue;
            }

            if (!char.IsSurrogate(unit))
                at += EscapeLength;
            else if (char.IsHighSurrogate(unit) && UnitAt(json, at + EscapeLength) is { } second && char.IsLowSurrogate(second))
                at += 2 * EscapeLength;
            else
                return at;
        }
    }

    /// <summary>The UTF-16 unit of an escape; null when none begins there.</summary>
    private static char? UnitAt(ReadOnlySpan<byte> json, int at) =>
        json.Length >= at + EscapeLength && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}

/// <summary>Reads a value of any kind so that it can be printed.</summary>
internal sealed class AnyValueConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PrintableJson.Of(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);
}
