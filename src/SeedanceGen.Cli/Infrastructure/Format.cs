using System.Globalization;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>Formats values for people.</summary>
internal static class Format
{
    /// <summary>
    /// Makes any text safe for one line of a terminal: line breaks, escape sequences, other control characters and changes of the writing
    /// direction become spaces.
    /// </summary>
    public static string OneLine(string text) => string.Create(text.Length, text, static (line, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            line[i] = IsControl(source[i]) ? ' ' : source[i];
    });

    /// <summary>An amount with its unit, such as <c>40 credits</c>.</summary>
    public static string Credits(long? credits) => credits is { } amount ? Count(amount, "credit") : "price not named";

    /// <summary>A count with its noun, such as <c>1 job</c> or <c>2 jobs</c>.</summary>
    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");

    /// <summary>A time as clocks show it: 0:05, 12:30, 1:02:03.</summary>
    public static string Elapsed(TimeSpan elapsed) =>
        elapsed.ToString(elapsed < TimeSpan.FromHours(1) ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>How long ago something was, in its greatest unit: now, 5 min, 3 h, 12 d.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "now",
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalMinutes} min"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalHours} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalDays} d"),
    };

    /// <summary>Rows in columns, two blanks apart; the last column is not padded.</summary>
    public static string Table(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = new List<int>();
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Count; column++)
            {
                if (column == widths.Count)
                    widths.Add(0);
                widths[column] = Math.Max(widths[column], row[column].Length);
            }
        }

        return string.Join('\n', rows.Select(row =>
            string.Join("  ", row.Select((cell, column) => OneLine(cell).PadRight(widths[column]))).TrimEnd()));
    }

    /// <summary>Names and values in two columns; a pair without a value is left out.</summary>
    public static string Pairs(params ReadOnlySpan<(string Name, string? Value)> pairs)
    {
        var width = 0;
        foreach (var (name, value) in pairs)
            width = value is null ? width : Math.Max(width, name.Length);

        var lines = new List<string>();
        foreach (var (name, value) in pairs)
        {
            if (value is not null)
                lines.Add($"{name.PadRight(width)}  {OneLine(value)}");
        }

        return string.Join('\n', lines);
    }

    private static bool IsControl(char character) => ChangesDirection(character) || char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>Characters that embed, override or isolate a writing direction: with them, a line could read as another one.</summary>
    private static bool ChangesDirection(char character) => character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
