using System.Globalization;

namespace SeedanceGen.Testing.Schema;

/// <summary>
/// The formats that are checked beside <c>uri</c>, which the rule core checks; others are remarks, as JSON Schema has it.
/// </summary>
internal static class TextFormat
{
    public static bool Accepts(string format, string text) => format switch
    {
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "date-time" => text.Contains('T', StringComparison.OrdinalIgnoreCase)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => true,
    };
}
