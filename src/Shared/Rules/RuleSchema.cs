using System.Globalization;
using System.Text;

namespace SeedanceGen.Rules;

/// <summary>
/// Reads rules that are written as JSON Schema, in the words of OpenAPI 3.0: the text that the generator writes once for each field. It has
/// a JSON reader of its own, because the analyzers run where <c>System.Text.Json</c> is missing. Keywords that the core does not check are
/// skipped.
/// </summary>
internal sealed class RuleSchema
{
    private const int DeepestLevel = 64;

    private readonly string _text;
    private int _position;
    private int _level;

    private RuleSchema(string text) => _text = text;

    /// <summary>The rules of a schema.</summary>
    /// <exception cref="FormatException">The text is not JSON.</exception>
    /// <exception cref="NotSupportedException">A pattern is not supported.</exception>
    public static RuleNode Read(string schema) => Node(Parse(schema) as Dictionary<string, object?> ?? []);

    /// <summary>Reads any JSON into dictionaries, lists, texts, doubles, truth values and null.</summary>
    /// <exception cref="FormatException">The text is not JSON.</exception>
    public static object? Parse(string json)
    {
        var reader = new RuleSchema(json);
        var value = reader.Value();
        reader.SkipBlanks();
        return reader._position == json.Length ? value : throw reader.Malformed();
    }

    private static RuleNode Node(Dictionary<string, object?> schema)
    {
        var values = List(schema, "enum");
        var parts = List(schema, "allOf").OfType<Dictionary<string, object?>>().Append(schema).ToList();
        return new RuleNode
        {
            Description = Text(schema, "description"),
            Unit = Text(schema, "x-unit"),
            IsObject = Text(schema, "type") == "object",
            Items = schema.TryGetValue("items", out var items) && items is Dictionary<string, object?> item
                ? Node(item)
                : Text(schema, "type") == "array" ? new RuleNode() : null,
            Numbers = [.. values.OfType<double>()],
            Texts = [.. values.Select(value => value is bool flag ? (flag ? "true" : "false") : value as string).OfType<string>()],
            Members = [.. List(schema, "x-enumNames").OfType<string>()],
            Minimum = Number(schema, "minimum") ?? double.NegativeInfinity,
            Maximum = Number(schema, "maximum") ?? double.PositiveInfinity,
            ExclusiveMinimum = Flag(schema, "exclusiveMinimum"),
            ExclusiveMaximum = Flag(schema, "exclusiveMaximum"),
            Divisors = [.. parts.Select(part => Number(part, "multipleOf")).OfType<double>()],
            MinimumLength = Count(schema, "minLength") ?? 0,
            MaximumLength = Count(schema, "maxLength") ?? int.MaxValue,
            Patterns = [.. parts.Select(part => Text(part, "pattern")).OfType<string>().Select(pattern => new RulePattern(pattern))],
            IsUri = Text(schema, "format") == "uri",
            MinimumCount = Count(schema, "minItems") ?? Count(schema, "minProperties") ?? 0,
            MaximumCount = Count(schema, "maxItems") ?? Count(schema, "maxProperties") ?? int.MaxValue,
            UniqueItems = Flag(schema, "uniqueItems"),
        };
    }

    private static string? Text(Dictionary<string, object?> schema, string name) =>
        schema.TryGetValue(name, out var value) ? value as string : null;

    private static double? Number(Dictionary<string, object?> schema, string name) =>
        schema.TryGetValue(name, out var value) ? value as double? : null;

    private static int? Count(Dictionary<string, object?> schema, string name) => (int?)Number(schema, name);

    private static bool Flag(Dictionary<string, object?> schema, string name) => schema.TryGetValue(name, out var value) && value is true;

    private static List<object?> List(Dictionary<string, object?> schema, string name) =>
        schema.TryGetValue(name, out var value) && value is List<object?> list ? list : [];

    private object? Value()
    {
        SkipBlanks();
        switch (Peek())
        {
            case '{':
                return Nested(Members);
            case '[':
                return Nested(Elements);
            case '"':
                return String();
            case 't':
                return Word("true", true);
            case 'f':
                return Word("false", false);
            case 'n':
                return Word("null", null);
            default:
                return Number();
        }
    }

    private object Nested(Func<object> read)
    {
        if (++_level > DeepestLevel)
            throw Malformed();
        _position++;
        var value = read();
        _level--;
        return value;
    }

    private Dictionary<string, object?> Members()
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var isFirst = true; !Ends('}', isFirst); isFirst = false)
        {
            SkipBlanks();
            var name = String();
            SkipBlanks();
            Expect(':');
            members[name] = Value();
        }

        return members;
    }

    private List<object?> Elements()
    {
        var elements = new List<object?>();
        for (var isFirst = true; !Ends(']', isFirst); isFirst = false)
            elements.Add(Value());
        return elements;
    }

    /// <summary>Whether the list ends here; otherwise the comma before the next entry is read.</summary>
    private bool Ends(char end, bool isFirst)
    {
        SkipBlanks();
        if (Peek() == end)
        {
            _position++;
            return true;
        }

        if (!isFirst)
            Expect(',');
        return false;
    }

    private string String()
    {
        Expect('"');
        var text = new StringBuilder();
        while (Peek() != '"')
        {
            var character = _text[_position++];
            text.Append(character == '\\' ? Escaped() : character);
        }

        _position++;
        return text.ToString();
    }

    private char Escaped()
    {
        var character = Peek();
        _position++;
        switch (character)
        {
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u' when _position + 4 <= _text.Length
                && int.TryParse(_text.Substring(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _position += 4;
                return (char)unit;
            case '"' or '\\' or '/':
                return character;
            default:
                throw Malformed();
        }
    }

    private double Number()
    {
        var start = _position;
        while (_position < _text.Length && _text[_position] is (>= '0' and <= '9') or '-' or '+' or '.' or 'e' or 'E')
            _position++;
        return double.TryParse(_text.Substring(start, _position - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Malformed();
    }

    private object? Word(string word, object? value)
    {
        if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0)
            throw Malformed();
        _position += word.Length;
        return value;
    }

    private void Expect(char character)
    {
        if (Peek() != character)
            throw Malformed();
        _position++;
    }

    private char Peek() => _position < _text.Length ? _text[_position] : throw Malformed();

    private void SkipBlanks()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\t' or '\r' or '\n')
            _position++;
    }

    private FormatException Malformed() => new($"The schema of a rule is not JSON at position {_position}: {_text}");
}
