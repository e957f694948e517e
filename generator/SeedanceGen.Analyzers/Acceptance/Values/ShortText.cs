using Microsoft.CodeAnalysis.CSharp;

namespace SeedanceGen.Analyzers.Acceptance.Values;

/// <summary>Texts of the user's source as a message shows them: on one line, and not a page long.</summary>
internal static class ShortText
{
    private const int LongestShown = 60;
    private const string SchemeEnd = "://";

    public static string Quote(string text)
    {
        var shown = WithoutSecrets(text);
        if (shown.Length <= LongestShown)
        {
            return SymbolDisplay.FormatLiteral(shown, quote: true);
        }

        var end = char.IsHighSurrogate(shown[LongestShown - 1]) ? LongestShown - 1 : LongestShown;
        return SymbolDisplay.FormatLiteral(shown.Substring(0, end) + "…", quote: true);
    }

    /// <summary>A link without user, password, query and fragment: a build log is read by more people than the source.</summary>
    private static string WithoutSecrets(string text)
    {
        var scheme = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (scheme <= 0 || text.Any(char.IsWhiteSpace))
        {
            return text;
        }

        var end = text.IndexOfAny(['?', '#']);
        var link = end < 0 ? text : text.Substring(0, end);
        var user = link.LastIndexOf('@');
        return user > scheme ? link.Substring(0, scheme + SchemeEnd.Length) + link.Substring(user + 1) : link;
    }
}
