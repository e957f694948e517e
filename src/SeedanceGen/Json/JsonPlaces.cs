using System.Text.Json;

namespace SeedanceGen.Json;

/// <summary>Where a field stands in the bytes of a JSON text.</summary>
/// <param name="ObjectStart">The first byte inside of its object; of the deepest object on the way when the field is not there.</param>
/// <param name="NameStart">The quote that begins its name.</param>
/// <param name="ValueStart">The first byte of its value.</param>
/// <param name="ValueEnd">The byte after its value; 0 when the field is not there.</param>
/// <param name="IsWhole">Whether the value is that of the field; otherwise it is an array on the way to it.</param>
internal readonly record struct JsonPlace(
    int ObjectStart, int NameStart = 0, int ValueStart = 0, int ValueEnd = 0, bool IsWhole = false)
{
    public bool IsThere => ValueEnd > 0;

    public ReadOnlySpan<byte> ValueIn(ReadOnlySpan<byte> json) => json[ValueStart..ValueEnd];
}

/// <summary>Finds fields in the bytes of a JSON text, and changes them there. Everything else stays as it came.</summary>
internal static class JsonPlaces
{
    /// <summary>Finds a field by its path, such as <c>output.url</c>. A path that leads into an array ends at the array.</summary>
    /// <param name="json">A text that is valid JSON.</param>
    /// <param name="path">The names of the fields, with dots between them.</param>
    public static JsonPlace Find(ReadOnlySpan<byte> json, string path)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return default;

        var start = (int)reader.BytesConsumed;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, nameStart) = (reader.GetString()!, (int)reader.TokenStartIndex);
            reader.Read();
            var valueStart = (int)reader.TokenStartIndex;
            var leads = path.StartsWith(name + ".", StringComparison.Ordinal);
            if (leads && reader.TokenType == JsonTokenType.StartObject)
            {
                (path, start) = (path[(name.Length + 1)..], (int)reader.BytesConsumed);
                continue;
            }

            reader.Skip();
            if (leads || path == name)
                return new JsonPlace(start, nameStart, valueStart, (int)reader.BytesConsumed, path == name);
        }

        return new JsonPlace(start);
    }

    /// <summary>Puts bytes into others.</summary>
    public static byte[] Insert(ReadOnlySpan<byte> json, int at, ReadOnlySpan<byte> bytes) => [.. json[..at], .. bytes, .. json[at..]];

    /// <summary>Puts a field at the beginning of an object.</summary>
    /// <param name="json">A text that is valid JSON.</param>
    /// <param name="objectStart">The first byte inside of the object.</param>
    /// <param name="name">The name of the field.</param>
    /// <param name="value">The value as JSON.</param>
    public static byte[] InsertField(ReadOnlySpan<byte> json, int objectStart, string name, ReadOnlySpan<byte> value)
    {
        var isEmpty = json[objectStart..].TrimStart(" \t\r\n"u8) is [(byte)'}', ..];
        return Insert(json, objectStart, [.. Quoted(name), (byte)':', .. value, .. isEmpty ? ""u8 : ","u8]);
    }

    /// <summary>A text as JSON.</summary>
    public static byte[] Quoted(string text) => [(byte)'"', .. JsonEncodedText.Encode(text).EncodedUtf8Bytes, (byte)'"'];

    /// <summary>The fields of an object as they came.</summary>
    public static List<(string Name, byte[] Value)> Fields(ReadOnlySpan<byte> json)
    {
        var fields = new List<(string, byte[])>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            fields.Add((name, json[start..(int)reader.BytesConsumed].ToArray()));
        }

        return fields;
    }

    /// <summary>The items of an array as they came.</summary>
    public static List<byte[]> Items(ReadOnlySpan<byte> array)
    {
        var items = new List<byte[]>();
        var reader = new Utf8JsonReader(array);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            items.Add(array[start..(int)reader.BytesConsumed].ToArray());
        }

        return items;
    }
}
