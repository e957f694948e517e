using System.Text;
using System.Text.RegularExpressions;

namespace SeedanceGen.Fields;

/// <summary>Texts of the API description as the tool shows them, and its names as the tool spells them.</summary>
internal static partial class PlainText
{
    /// <summary>A description in one line, without the names of its pages and without Markdown.</summary>
    public static string Of(string? description)
    {
        var text = Pages().Replace(description ?? string.Empty, string.Empty);
        return Spaces().Replace(text, " ").Replace("`", string.Empty, StringComparison.Ordinal).Trim();
    }

    /// <summary>A description up to its first full stop, colon or semicolon, which is left out.</summary>
    public static string SummaryOf(string description)
    {
        var end = SentenceEnd().Match(description);
        return (end.Success ? description[..end.Index] : description).TrimEnd('.');
    }

    /// <summary>A name in small letters with hyphens: <c>negativePrompt</c> becomes <c>negative-prompt</c>.</summary>
    public static string Kebab(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if ((startsWord || !char.IsLetterOrDigit(name[i])) && text.Length > 0 && text[^1] != '-')
                text.Append('-');
            if (char.IsLetterOrDigit(name[i]))
                text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString().TrimEnd('-');
    }

    /// <summary>A name as words: <c>aspectRatio</c> becomes <c>aspect ratio</c>.</summary>
    public static string Words(string name) => Kebab(name).Replace('-', ' ');

    /// <summary>The name of a page of the documentation, in brackets.</summary>
    [GeneratedRegex(@"\s*\[[^\]]*\]")]
    private static partial Regex Pages();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[.:;](\s|$)")]
    private static partial Regex SentenceEnd();
}
