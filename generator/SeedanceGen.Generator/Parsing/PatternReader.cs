using System.Text;
using System.Text.RegularExpressions;
using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Parsing;

/// <summary>
/// Translates an expression of JSON Schema (ECMA-262) into one of .NET that means the same. What the two write alike but mean differently is
/// written out; what .NET can only run by backtracking is refused.
/// </summary>
internal sealed class PatternReader
{
    private const string Blank = @"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
    private const string Pair = @"[\ud800-\udbff][\udc00-\udfff]";
    private const string Half = @"\ud800-\udfff";
    private const string LineEnd = @"\n\r\u2028\u2029";

    /// <summary>What <c>\S</c> comes to, in short: .NET differs in two characters.</summary>
    private const string Visible = @"[^\s\ufeff]|\u0085";

    private static readonly Regex SchemePattern =
        new(@"\A\^(?<scheme>[a-z][a-z0-9+-]*)(?<last>\?)?:(//|\\/\\/)\z", RegexOptions.CultureInvariant);

    private readonly string _source;
    private readonly StringBuilder _target = new();
    private int _position;

    private PatternReader(string source) => _source = source;

    /// <summary>Reads a pattern; when it cannot be followed, <paramref name="reason"/> says why.</summary>
    public static PatternModel? Read(string source, bool isLink, out string? reason)
    {
        var reader = new PatternReader(source);
        reason = reader.Translate();
        if (reason is not null)
            return null;

        var expression = reader._target.ToString();
        try
        {
            _ = new Regex(expression, RegexOptions.CultureInvariant);
        }
        catch (ArgumentException exception)
        {
            reason = exception.Message;
            return null;
        }

        if (source == @"\S")
            return new PatternModel(PatternKind.NotBlank, source, Visible, default);
        if (isLink && SchemePattern.Match(source) is { Success: true } match)
            return new PatternModel(PatternKind.Scheme, source, expression, Schemes(match));
        return new PatternModel(PatternKind.Expression, source, expression, default);
    }

    /// <summary><c>https?</c> is both.</summary>
    private static string[] Schemes(Match match)
    {
        var scheme = match.Groups["scheme"].Value;
        return match.Groups["last"].Success ? [scheme, scheme.Substring(0, scheme.Length - 1)] : [scheme];
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

            // In .NET a bracket inside is text too, except after a hyphen, where it takes a class away.
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

    /// <summary>One character as JSON Schema counts: a surrogate pair is one.</summary>
    private static string AnyBut(string characters) => "(?:" + Pair + "|[^" + Half + characters + "])";

    private bool StartsWith(string text) => string.CompareOrdinal(_source, _position, text, 0, text.Length) == 0;
}
