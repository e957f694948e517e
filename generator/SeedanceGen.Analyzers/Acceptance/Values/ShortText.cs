using Microsoft.CodeAnalysis.CSharp;

namespace SeedanceGen.Analyzers.Acceptance.Values;

/// <summary>Texts of the user's source as a message shows them: on one line, and not a page long.</summary>
internal static class ShortText
{
    private const int LongestShown = 60;

    public static string Quote(string text)
    {
        if (text.Length <= LongestShown)
        {
            return SymbolDisplay.FormatLiteral(text, quote: true);
        }

        var end = char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown;
        return SymbolDisplay.FormatLiteral(text.Substring(0, end) + "…", quote: true);
    }
}
