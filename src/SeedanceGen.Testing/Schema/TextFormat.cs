using System.Globalization;

namespace SeedanceGen.Testing.Schema;

/// <summary>The formats that can be judged; others are remarks, as JSON Schema has it.</summary>
internal static class TextFormat
{
    public static bool Accepts(string format, string text) => format switch
    {
        "uri" => IsAbsolute(text),
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "date-time" => text.Contains('T', StringComparison.OrdinalIgnoreCase)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => true,
    };

    /// <summary>A path from the root counts as an absolute file link on some systems, and is none.</summary>
    private static bool IsAbsolute(string text) => !text.StartsWith('/') && Uri.TryCreate(text, UriKind.Absolute, out _);
}
