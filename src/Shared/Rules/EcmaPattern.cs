using System.Text;
using System.Text.RegularExpressions;

namespace SeedanceGen.Rules;

/// <summary>
/// Translates an expression of JSON Schema (ECMA-262) into one of .NET that means the same. Syntax that the two share with different
/// meanings is written out in full; a pattern that .NET can only run by backtracking is rejected.
/// </summary>
internal sealed class EcmaPattern
{
    private const string Blank = @"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
    private const string Pair = @"[\ud800-\udbff][\udc00-\udfff]";
    private const string Half = @"\ud800-\udfff";
    private const string LineEnd = @"\n\r\u2028\u2029";

    private readonly string _source;
    private readonly StringBuilder _target = new();
    private int _position;

    private EcmaPattern(string source) => _source = source;

    /// <summary>
    /// The expression in the syntax of .NET; null when the pattern cannot be translated, and <paramref name="reason"/> says why.
    /// </summary>
    public static string? Translate(string source, out string? reason)
    {
        var reader = new EcmaPattern(source);
        reason = reader.Translate();
        return reason is null ? reader._target.ToString() : null;
    }

    private string? Translate()
    {
        while (_position < _source.Length)
        {
            var character = _source[_position++];
            var reason = character switch
            {
                '\\' => Escape(isInClass: false),
                '[' => Class(),
                '(' => Group(),
                '$' => Write(@"\z"),
                '^' => Write(@"\A"),
                '.' => Write(AnyBut(LineEnd)),
                _ when char.IsHighSurrogate(character) && _position < _source.Length => Write($"(?:{character}{_source[_position++]})"),
                _ => Write(character.ToString()),
            };
            if (reason is not null)
                return reason;
        }

        return null;
    }

    private string? Write(string text)
    {
        _target.Append(text);
        return null;
    }

    private string? Group()
    {
        if (!StartsWith("?"))
            return Write("(?:");
        if (!StartsWith("?:"))
            return "only plain groups are supported, without look-around and names";
        _position += 2;
        return Write("(?:");
    }

    private string? Class()
    {
        var isNegated = StartsWith("^");
        if (isNegated)
            _position++;
        Write(isNegated ? "(?:" + Pair + "|[^" + Half : "[");
        while (_position < _source.Length && _source[_position] != ']')
        {
            var character = _source[_position++];
            if (char.IsSurrogate(character))
                return "characters beyond U+FFFF in a character class are not supported";

            // In .NET a bracket inside a class is text too, except after a hyphen, where it subtracts a class.
            var reason = character == '\\' ? Escape(isInClass: true) : Write(character == '[' ? @"\[" : character.ToString());
            if (reason is not null)
                return reason;
        }

        if (_position == _source.Length)
            return "a character class is not closed";
        _position++;
        return Write(isNegated ? "])" : "]");
    }

    private string? Escape(bool isInClass)
    {
        if (_position == _source.Length)
            return "it ends with a backslash";

        var character = _source[_position++];
        return character switch
        {
            'd' => Set("0-9", isNegated: false, isInClass),
            'w' => Set("A-Za-z0-9_", isNegated: false, isInClass),
            's' => Set(Blank, isNegated: false, isInClass),
            'D' or 'W' or 'S' when isInClass => $"'\\{character}' inside a character class is not supported",
            'D' => Set("0-9", isNegated: true, isInClass),
            'W' => Set("A-Za-z0-9_", isNegated: true, isInClass),
            'S' => Set(Blank, isNegated: true, isInClass),
            't' or 'n' or 'v' or 'f' or 'r' => Write("\\" + character),
            'u' => Unicode(),
            _ when char.IsLetterOrDigit(character) => $"'\\{character}' is not supported",
            _ => Write(Regex.Escape(character.ToString()) is { Length: > 1 } escaped ? escaped : "\\" + character),
        };
    }

    private string? Unicode()
    {
        var digits = _position + 4 <= _source.Length ? _source.Substring(_position, 4) : string.Empty;
        if (digits.Length < 4 || !digits.All(Uri.IsHexDigit))
            return @"'\u' needs four hexadecimal digits";
        _position += 4;
        return Write(@"\u" + digits);
    }

    private string? Set(string characters, bool isNegated, bool isInClass) =>
        Write(isInClass ? characters : isNegated ? AnyBut(characters) : "[" + characters + "]");

    /// <summary>Any one character except these, as JSON Schema counts: a surrogate pair is one character.</summary>
    private static string AnyBut(string characters) => "(?:" + Pair + "|[^" + Half + characters + "])";

    private bool StartsWith(string text) => string.CompareOrdinal(_source, _position, text, 0, text.Length) == 0;
}
