using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SeedanceGen.Json;

/// <summary>Says in words what a field takes, and what stands there instead.</summary>
internal static class JsonShapes
{
    /// <summary>A longer text is shown only by its length: it may be a prompt, a key or a signed link.</summary>
    private const int LongestQuote = 12;

    private static readonly Dictionary<Type, string> Simple = new()
    {
        [typeof(string)] = "a text",
        [typeof(bool)] = "true or false",
        [typeof(int)] = "a whole number of at most 32 bits",
        [typeof(long)] = "a whole number of at most 64 bits",
        [typeof(float)] = "a number",
        [typeof(double)] = "a number",
        [typeof(decimal)] = "a number",
        [typeof(Uri)] = "an address as a text",
        [typeof(byte[])] = "a text in Base64",
        [typeof(Guid)] = "a UUID as a text",
        [typeof(DateTimeOffset)] = "a moment as a text, such as \"2026-01-31T12:00:00Z\"",
        [typeof(DateTime)] = "a moment as a text, such as \"2026-01-31T12:00:00Z\"",
        [typeof(DateOnly)] = "a day as a text, such as \"2026-01-31\"",
        [typeof(TimeOnly)] = "a time of day as a text, such as \"12:00:00\"",
        [typeof(TimeSpan)] = "a duration as a text, such as \"00:00:05\"",
        [typeof(JsonElement)] = "any JSON value",
    };

    /// <summary>What a field of a type takes.</summary>
    public static string Expected(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Simple.TryGetValue(type, out var words))
            return words;
        if (!type.IsGenericType)
            return type.IsValueType ? "a text" : "an object";

        var arguments = type.GetGenericArguments();
        return arguments.Length > 1 ? "an object" : $"an array (each item {Expected(arguments[0])})";
    }

    /// <summary>What stands where the reader stands.</summary>
    /// <param name="reader">The reader after the value could not be read.</param>
    /// <param name="start">The first token of the value. A reader that stands at another one found the fault inside of it.</param>
    public static string Found(ref Utf8JsonReader reader, JsonTokenType start) => start switch
    {
        JsonTokenType.StartArray => reader.TokenType == start ? "an array" : $"an array with {Token(ref reader)} in it",
        JsonTokenType.StartObject => reader.TokenType == start ? "an object" : $"an object with {Token(ref reader)} in it",
        _ => Token(ref reader),
    };

    /// <summary>A token in words.</summary>
    public static string Token(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.String or JsonTokenType.PropertyName => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };

    private static string Token(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Text(ref reader),
        JsonTokenType.Number => reader.HasValueSequence || reader.ValueSpan.Length > 2 * LongestQuote
            ? "a longer number"
            : Encoding.ASCII.GetString(reader.ValueSpan),
        var token => Token(token),
    };

    private static string Text(ref Utf8JsonReader reader)
    {
        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "a text that is no valid Unicode";
        }

        return text.Length <= LongestQuote && text.All(character => character is >= ' ' and <= '~' and not '"')
            ? $"the text \"{text}\""
            : string.Create(CultureInfo.InvariantCulture, $"a text of {text.Length} characters");
    }
}
