#if NETSTANDARD2_0
namespace System.Text.Json;

/// <summary>Escapes a text for JSON.</summary>
internal static class JsonEncodedText
{
    public static string Encode(string text)
    {
        var quoted = JsonElement.Quoted(text);
        return quoted.Substring(1, quoted.Length - 2);
    }
}
#endif
