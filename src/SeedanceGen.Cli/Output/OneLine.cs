using System.Globalization;

namespace SeedanceGen.Cli.Output;

/// <summary>Makes a text that may come from anywhere fit for one line of a terminal.</summary>
internal static class OneLine
{
    /// <summary>Line breaks, escape sequences, other control characters and changes of direction become spaces; what they were part of stays readable.</summary>
    public static string Of(string text) => string.Create(text.Length, text, static (line, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            line[i] = IsControl(source[i]) ? ' ' : source[i];
    });

    private static bool IsControl(char character) => TurnsText(character) || char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>What embeds, overrides or isolates a direction: a line could read as another one than it is. Scripts do without.</summary>
    private static bool TurnsText(char character) => character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
