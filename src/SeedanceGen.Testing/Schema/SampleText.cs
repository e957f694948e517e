using System.Globalization;
using System.Text;
using SeedanceGen.Rules;

namespace SeedanceGen.Testing.Schema;

/// <summary>Makes texts of a format, of a pattern and of a length.</summary>
internal static class SampleText
{
    private const string Plain = "text";
    private const int LongestPattern = 256;

    public static string Of(SchemaView view, int index)
    {
        if (view.Patterns.Count > 0 && OfPatterns(view, index) is { } matching)
            return matching;

        var text = OfFormat(view.Format, index);
        text = text.PadRight(view.MinLength, 'a');
        if (text.Length <= view.MaxLength)
            return text;

        // What tells texts apart stands at the end.
        var end = index == 0 ? "" : index.ToString(CultureInfo.InvariantCulture);
        return end.Length < view.MaxLength ? text[..(view.MaxLength - end.Length)] + end : text[..view.MaxLength];
    }

    private static string OfFormat(string? format, int index)
    {
        var number = index == 0 ? "" : index.ToString(CultureInfo.InvariantCulture);
        return format switch
        {
            "uri" or "url" or "iri" => "https://example.com/" + number,
            "uri-reference" or "iri-reference" => "/" + number,
            "date-time" => string.Create(CultureInfo.InvariantCulture, $"2030-01-01T{index / 60 % 24:00}:{index % 60:00}:00Z"),
            "date" => new DateOnly(2030, 1, 1).AddDays(index).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "time" => string.Create(CultureInfo.InvariantCulture, $"{index / 60 % 24:00}:{index % 60:00}:00Z"),
            "duration" => string.Create(CultureInfo.InvariantCulture, $"PT{index + 1}S"),
            "uuid" or "guid" => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{index + 1:000000000000}"),
            "email" or "idn-email" => $"user{number}@example.com",
            "hostname" or "idn-hostname" => $"example{number}.com",
            "ipv4" => string.Create(CultureInfo.InvariantCulture, $"192.0.2.{index % 254 + 1}"),
            "ipv6" => string.Create(CultureInfo.InvariantCulture, $"2001:db8::{index + 1:x}"),
            "byte" => Convert.ToBase64String(Encoding.UTF8.GetBytes(Plain + number)),
            _ => Plain + number,
        };
    }

    /// <summary>A text that matches every pattern; null when none was found.</summary>
    private static string? OfPatterns(SchemaView view, int index)
    {
        var patterns = view.Patterns.ConvertAll(pattern => new RulePattern(pattern));
        foreach (var pattern in view.Patterns.OrderByDescending(pattern => pattern.Length))
        {
            for (var extra = 0; extra <= LongestPattern; extra++)
            {
                if (PatternSample.Of(pattern, extra, index) is not { } made)
                    break;

                var isOpen = !pattern.EndsWith('$');
                foreach (var text in (string[])[made + (isOpen ? OfFormat(view.Format, index) : ""), made])
                {
                    var grown = isOpen && text.Length < view.MinLength ? text.PadRight(view.MinLength, 'a') : text;
                    var isLong = grown.Length >= view.MinLength && grown.Length <= view.MaxLength;
                    if (isLong && patterns.TrueForAll(rule => rule.Accepts(grown)))
                        return grown;
                }

                if (made.Length > view.MaxLength)
                    break;
            }
        }

        return null;
    }
}

/// <summary>Reads an expression of ECMA-262 and writes a short text that it matches; the caller checks the text.</summary>
internal sealed class PatternSample
{
    private readonly string _pattern;
    private readonly StringBuilder _class = new();
    private readonly int _index;
    private int _at;
    private int _extra;

    private PatternSample(string pattern, int extra, int index) => (_pattern, _extra, _index) = (pattern, extra, index);

    /// <param name="pattern">The expression.</param>
    /// <param name="extra">How many more times than needed the first part that may repeat repeats.</param>
    /// <param name="index">The number among texts that have to differ.</param>
    public static string? Of(string pattern, int extra, int index)
    {
        try
        {
            return new PatternSample(pattern, extra, index).Alternatives();
        }
        catch (Exception unknown) when (unknown is FormatException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The first alternative; the others are read over.</summary>
    private string Alternatives()
    {
        var first = Sequence();
        while (_at < _pattern.Length && _pattern[_at] == '|')
        {
            _at++;
            var extra = _extra;
            Sequence();
            _extra = extra;
        }

        return first;
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
            text.Append(Repeated(Atom()));
        return text.ToString();
    }

    private string Repeated(string atom)
    {
        if (_at >= _pattern.Length)
            return atom;

        var (least, most) = (1, 1);
        switch (_pattern[_at])
        {
            case '*':
                (least, most) = (0, int.MaxValue);
                _at++;
                break;
            case '+':
                most = int.MaxValue;
                _at++;
                break;
            case '?':
                least = 0;
                _at++;
                break;
            case '{':
                var end = _pattern.IndexOf('}', _at);
                var bounds = _pattern[(_at + 1)..end].Split(',');
                least = int.Parse(bounds[0], CultureInfo.InvariantCulture);
                most = bounds.Length == 1 ? least
                    : bounds[1].Length == 0 ? int.MaxValue
                    : int.Parse(bounds[1], CultureInfo.InvariantCulture);
                _at = end + 1;
                break;
            default:
                return atom;
        }

        if (_at < _pattern.Length && _pattern[_at] == '?')
            _at++;
        var more = atom.Length == 0 ? 0 : Math.Min(_extra, most - least);
        _extra -= more;
        return new StringBuilder().Insert(0, atom, least + more).ToString();
    }

    private string Atom()
    {
        var character = _pattern[_at++];
        switch (character)
        {
            case '^' or '$':
                return "";
            case '.':
                return Letter();
            case '(':
                return Group();
            case '[':
                return Class();
            case '\\':
                return Escape() is { } escaped ? escaped : "";
            default:
                return character.ToString();
        }
    }

    private string Group()
    {
        var isLook = false;
        if (_pattern[_at] == '?')
        {
            _at++;
            isLook = _pattern[_at] is '=' or '!' || (_pattern[_at] == '<' && _pattern[_at + 1] is '=' or '!');
            _at = _pattern[_at] == '<' && !isLook ? _pattern.IndexOf('>', _at) + 1 : _at + 1;
        }

        var text = Alternatives();
        _at++;
        return isLook ? "" : text;
    }

    /// <summary>A character of a class such as <c>[a-z0-9_]</c>; of a negated one, a plain character that it does not name.</summary>
    private string Class()
    {
        var isNegated = _pattern[_at] == '^';
        if (isNegated)
            _at++;
        _class.Clear();
        while (_pattern[_at] != ']')
        {
            var from = ClassItem();
            if (_pattern[_at] == '-' && _pattern[_at + 1] != ']')
            {
                _at++;
                var to = ClassItem();
                for (var character = from[0]; character <= to[0] && _class.Length < 512; character++)
                    _class.Append(character);
            }
            else
            {
                _class.Append(from);
            }
        }

        _at++;
        if (!isNegated)
            return _class.Length == 0 ? "" : _class[_index % _class.Length].ToString();

        var named = _class.ToString();
        return "aA0-_ ~é".FirstOrDefault(character => !named.Contains(character, StringComparison.Ordinal)).ToString();
    }

    private string ClassItem() => _pattern[_at++] is var character && character == '\\' ? Escape() ?? "\b" : character.ToString();

    private string Letter() => ((char)('a' + _index % 26)).ToString();

    /// <summary>A character that an escape stands for; null for the edge of a word.</summary>
    private string? Escape()
    {
        var kind = _pattern[_at++];
        switch (kind)
        {
            case 'd':
                return (_index % 10).ToString(CultureInfo.InvariantCulture);
            case 'w' or 'S' or 'D':
                return Letter();
            case 's':
                return " ";
            case 'W':
                return "-";
            case 'n':
                return "\n";
            case 't':
                return "\t";
            case 'r':
                return "\r";
            case 'b' or 'B':
                return null;
            case 'u' or 'x':
                var length = kind == 'u' ? 4 : 2;
                var code = int.Parse(_pattern.AsSpan(_at, length), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                _at += length;
                return ((char)code).ToString();
            case 'p' or 'P':
                _at = _pattern.IndexOf('}', _at) + 1;
                return "a";
            default:
                return kind.ToString();
        }
    }
}
