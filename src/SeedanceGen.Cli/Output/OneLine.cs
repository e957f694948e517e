using System.Globalization;

namespace SeedanceGen.Cli.Output;

/// <summary>Makes a text that may come from anywhere fit for one line of a terminal.</summary>
internal static class OneLine
{
    /// <summary>Line breaks, escape sequences and other control characters become spaces; what they were part of stays readable.</summary>
    public static string Of(string text) => string.Create(text.Length, text, static (line, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            line[i] = IsControl(source[i]) ? ' ' : source[i];
    });

    private static bool IsControl(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
