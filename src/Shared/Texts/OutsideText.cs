using System.Buffers;
using System.Text;

namespace SeedanceGen.Texts;

/// <summary>
/// Text that came from outside: of the service, a proxy, a host of videos, a sender of webhooks, or the platform that quotes one of them.
/// All of it passes here before it reaches a message, a log or a span. It then fits on one line, is bounded, and shows no secret.
/// </summary>
internal static class OutsideText
{
    /// <summary>The longest message, in bytes of UTF-8.</summary>
    public const int LongestMessage = 4096;

    /// <summary>The longest id, status, code or header in a message, in bytes of UTF-8.</summary>
    public const int LongestLabel = 256;

    /// <summary>The longest text that one message quotes, in bytes of UTF-8. The advice after it still fits.</summary>
    public const int LongestQuote = 2048;

    /// <summary>How many characters of a longer text are searched for secrets. The bound of a message cuts the rest off.</summary>
    private const int LongestSearched = 4 * LongestMessage;

    /// <summary>How many characters are dropped at the end of a cut text, because they may be the beginning of a secret.</summary>
    private const int Margin = 1024;

    private const char Replacement = '\uFFFD';

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>A whole message, with text of outside in it.</summary>
    public static string Message(string text) => Bounded(text, LongestMessage);

    /// <summary>A text that a message quotes, such as the service's own error message.</summary>
    public static string Quote(string text) => Bounded(text, LongestQuote);

    /// <summary>An id, a status, a code, a header or a name of a host.</summary>
    public static string Label(string text) =>
        text.Length <= LongestLabel && !text.AsSpan().ContainsAnyExcept(Plain) && !KeyShape.MayBeIn(text)
            ? text
            : Bounded(text, LongestLabel);

    /// <summary>The same text with its line breaks and of any length, without secrets.</summary>
    public static string Masked(string text) => SecretText.Mask(text);

    private static string Bounded(string text, int longest)
    {
        var isCut = text.Length > LongestSearched;
        var masked = SecretText.Mask(isCut ? text[..LongestSearched] : text);
        if (isCut)
            masked = masked[..Math.Max(0, masked.Length - Margin)];
        var line = OneLine(masked);
        if (!isCut && (line.Length <= longest / 3 || Encoding.UTF8.GetByteCount(line) <= longest))
            return line;

        return Cut(line, longest, FormattableString.Invariant($"… ({text.Length} characters)"));
    }

    private static string Cut(string line, int longest, string end)
    {
        var left = longest - Encoding.UTF8.GetByteCount(end);
        var length = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0)
                break;
            length += rune.Utf16SequenceLength;
        }

        return line[..length] + end;
    }

    /// <summary>
    /// Line breaks, escape sequences, other control characters and changes of the writing direction become one space; half a character (a
    /// lone surrogate) becomes U+FFFD.
    /// </summary>
    private static string OneLine(string text)
    {
        var first = FirstUnclean(text);
        if (first < 0)
            return text;

        var line = new StringBuilder(text, 0, first, text.Length);
        for (var i = first; i < text.Length; i++)
        {
            var character = text[i];
            if (i + 1 < text.Length && char.IsSurrogatePair(character, text[i + 1]))
            {
                line.Append(character).Append(text[++i]);
            }
            else if (char.IsSurrogate(character))
            {
                line.Append(Replacement);
            }
            else if (IsControl(character))
            {
                i += EscapeSequence.LengthAt(text.AsSpan(i)) - 1;
                if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
            else
            {
                line.Append(character);
            }
        }

        return line.ToString();
    }

    private static int FirstUnclean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is >= ' ' and <= '~')
                continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                i++;
            else if (IsControl(text[i]) || char.IsSurrogate(text[i]))
                return i;
        }

        return -1;
    }

    /// <summary>A control character, a separator of lines, or a character that embeds, overrides or isolates a writing direction.</summary>
    private static bool IsControl(char character) =>
        char.IsControl(character) || character is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

/// <summary>Commands to a terminal (ECMA-48).</summary>
internal static class EscapeSequence
{
    private const char Escape = '\u001B';
    private const char Bell = '\u0007';

    /// <summary>The length of the control character that a text begins with, and of the sequence that it opens.</summary>
    public static int LengthAt(ReadOnlySpan<char> text)
    {
        var (kind, start) = text[0] switch
        {
            Escape when text.Length > 1 => (text[1], 2),
            '\u009B' => ('[', 1),
            '\u0090' or '\u0098' or '\u009D' or '\u009E' or '\u009F' => (']', 1),
            _ => ('\0', 1),
        };
        return kind switch
        {
            '[' => LengthOfControlSequence(text, start),
            ']' or 'P' or 'X' or '^' or '_' => LengthOfString(text, start),
            _ => 1,
        };
    }

    /// <summary>Parameters, then one final letter.</summary>
    private static int LengthOfControlSequence(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] is >= ' ' and <= '?')
            end++;
        return end < text.Length && text[end] is >= '@' and <= '~' ? end + 1 : start;
    }

    /// <summary>A string up to its terminator. Without one, only its beginning counts: the rest of the text stays.</summary>
    private static int LengthOfString(ReadOnlySpan<char> text, int start)
    {
        for (var end = start; end < text.Length; end++)
        {
            if (text[end] is Bell or '\u009C')
                return end + 1;
            if (text[end] == Escape)
                return end + 1 < text.Length && text[end + 1] == '\\' ? end + 2 : start;
        }

        return start;
    }
}
