using System.Text.Json;
using System.Text.Unicode;

namespace SeedanceGen.Json;

/// <summary>JSON that another layer touched on its way, as JSON that can be read.</summary>
internal static class TouchedJson
{
    /// <summary>Leaves out what follows the JSON value, and replaces what is not valid Unicode.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="oddities">Receives what was odd.</param>
    /// <returns>Valid JSON; null when the text does not begin with a JSON value.</returns>
    public static byte[]? Cleaned(byte[] text, ICollection<string> oddities)
    {
        var isUtf8 = Utf8.IsValid(text);
        var json = PrintableJson.Of(text).ToArray();
        if (!isUtf8)
            oddities.Add("bytes that are no UTF-8");
        else if (!json.AsSpan().SequenceEqual(text))
            oddities.Add("half a character");

        if (EndOf(json) is not { } end)
            return null;
        if (json.AsSpan(end).TrimEnd(" \t\r\n"u8).Length > 0)
            oddities.Add("more after the JSON");

        return json[..end];
    }

    /// <summary>The end of the first value; null when there is no whole one.</summary>
    private static int? EndOf(byte[] json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: true, state: default);
            return reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
