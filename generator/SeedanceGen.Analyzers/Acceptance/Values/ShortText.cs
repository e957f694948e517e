using Microsoft.CodeAnalysis.CSharp;

namespace SeedanceGen.Analyzers.Acceptance.Values;

/// <summary>Texts of the user's source as a message shows them: on one line, and not a page long.</summary>
internal static class ShortText
{
    private const int LongestShown = 60;
    private const string SchemeEnd = "://";

    public static string Quote(string text)
    {
        if (text.Length <= LongestShown)
        {
            return SymbolDisplay.FormatLiteral(text, quote: true);
        }

        var end = char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown;
        return SymbolDisplay.FormatLiteral(text.Substring(0, end) + "…", quote: true);
    }

    /// <summary>Neither user and password nor query and fragment: a build log is read by more people than the source.</summary>
    public static string QuoteLink(string text)
    {
        var end = text.IndexOfAny(['?', '#']);
        var link = end < 0 ? text : text.Substring(0, end);
        var scheme = link.IndexOf(SchemeEnd, StringComparison.Ordinal);
        var user = link.LastIndexOf('@');
        return Quote(scheme > 0 && user > scheme ? link.Substring(0, scheme + SchemeEnd.Length) + link.Substring(user + 1) : link);
    }
}
