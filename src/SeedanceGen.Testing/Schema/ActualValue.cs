using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>Shows a value to a person who may see it in a log: texts are shortened, links lose what may be secret in them.</summary>
internal static class ActualValue
{
    private const int LongestText = 40;

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"\"{Text(value)}\"",
        JsonValueKind.Undefined => "nothing",
        _ => Shortened(value.GetRawText()),
    };

    private static string Text(JsonElement value)
    {
        var raw = value.GetRawText();
        var text = raw[1..^1];
        if (text.Contains("://", StringComparison.Ordinal))
            text = text.Split('?', '#')[0];
        return Shortened(text);
    }

    private static string Shortened(string text) => text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…");
}
