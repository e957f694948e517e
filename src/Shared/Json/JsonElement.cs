#if NETSTANDARD2_0
using System.Globalization;
using SeedanceGen.Rules;
using SeedanceGen.Rules.Schema;

namespace System.Text.Json;

/// <summary>The kinds of JSON values.</summary>
internal enum JsonValueKind
{
    Undefined,
    Object,
    Array,
    String,
    Number,
    True,
    False,
    Null,
}

/// <summary>
/// A JSON value as the rule core reads it: of a schema, or of a request in source, where a part may be unknown. It stands for the type of
/// this name, whose library is missing where analyzers run.
/// </summary>
internal readonly struct JsonElement(object? value)
{
    /// <summary>From this number on, 2 to the power of 63, a whole number does not fit a <see cref="long"/>.</summary>
    private const double FirstBeyondLong = 9223372036854775808;

    public object? Value { get; } = value is SourceValue source ? source.Value : value;

    public JsonValueKind ValueKind => Value switch
    {
        PartialObject or Dictionary<string, object?> => JsonValueKind.Object,
        List<object?> => JsonValueKind.Array,
        string => JsonValueKind.String,
        double or long or int => JsonValueKind.Number,
        true => JsonValueKind.True,
        false => JsonValueKind.False,
        null => JsonValueKind.Null,
        _ => JsonValueKind.Undefined,
    };

    private Dictionary<string, object?> Members => Value is PartialObject partial ? partial.Members : (Dictionary<string, object?>)Value!;

    private List<object?> Items => (List<object?>)Value!;

    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                quoted.Append('\\').Append(character);
            else if (character < ' ')
                quoted.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            else
                quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }

    public bool TryGetProperty(string name, out JsonElement property)
    {
        object? found = null;
        var isThere = ValueKind == JsonValueKind.Object && Members.TryGetValue(name, out found);
        property = new JsonElement(found);
        return isThere;
    }

    public bool TryGetProperty(byte[] name, out JsonElement property) => TryGetProperty(Encoding.UTF8.GetString(name), out property);

    public JsonElement GetProperty(string name) =>
        TryGetProperty(name, out var property) ? property : throw new KeyNotFoundException($"There is no '{name}'.");

    public IEnumerable<JsonProperty> EnumerateObject() =>
        Members.Select(member => new JsonProperty(member.Key, new JsonElement(member.Value)));

    public IEnumerable<JsonElement> EnumerateArray() => Items.Select(item => new JsonElement(item));

    public int GetArrayLength() => Items.Count;

    public string? GetString() => (string?)Value;

    public double GetDouble() => Convert.ToDouble(Value, CultureInfo.InvariantCulture);

    public bool TryGetInt64(out long integer)
    {
        integer = 0;
        if (Value is long or int)
            integer = Convert.ToInt64(Value, CultureInfo.InvariantCulture);
        else if (Value is double number && Math.Floor(number) == number && number is >= -FirstBeyondLong and < FirstBeyondLong)
            integer = (long)number;
        else
            return false;
        return true;
    }

    public bool TryGetInt32(out int integer)
    {
        var isThere = TryGetInt64(out var number) && number is >= int.MinValue and <= int.MaxValue;
        integer = isThere ? (int)number : 0;
        return isThere;
    }

    /// <summary>The value as JSON; the names of an object are in its own order.</summary>
    public string GetRawText() => ValueKind switch
    {
        JsonValueKind.Object =>
            "{" + string.Join(",", EnumerateObject().Select(each => $"{Quoted(each.Name)}:{each.Value.GetRawText()}")) + "}",
        JsonValueKind.Array => "[" + string.Join(",", EnumerateArray().Select(item => item.GetRawText())) + "]",
        JsonValueKind.String => Quoted((string)Value!),
        JsonValueKind.Number => TryGetInt64(out var integer)
            ? integer.ToString(CultureInfo.InvariantCulture)
            : GetDouble().ToString("R", CultureInfo.InvariantCulture),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    public JsonElement Clone() => this;
}

/// <summary>A property of a JSON object.</summary>
internal readonly struct JsonProperty(string name, JsonElement value)
{
    public string Name { get; } = name;

    public JsonElement Value { get; } = value;

    public bool NameEquals(byte[] name) => Name == Encoding.UTF8.GetString(name);
}

/// <summary>A text that is read as JSON.</summary>
internal sealed class JsonDocument : IDisposable
{
    private JsonDocument(JsonElement root) => RootElement = root;

    public JsonElement RootElement { get; }

    /// <exception cref="FormatException">The text is not JSON.</exception>
    public static JsonDocument Parse(string json) => new(new JsonElement(RuleSchema.Parse(json)));

    public void Dispose()
    {
    }
}
#endif
