using System.Globalization;
using System.Text;
using SeedanceGen.Durable;

namespace SeedanceGen.Cli.Store;

/// <summary>The states of durable jobs, as people and programs read and write them.</summary>
internal static class StoreTexts
{
    private static readonly VideoJobState[] States = Enum.GetValues<VideoJobState>();

    public static IReadOnlyList<string> All { get; } = [.. States.Select(Of)];

    public static string Of(VideoJobState state) => Kebab(state.ToString());

    public static VideoJobState? Parse(string text)
    {
        foreach (var state in States)
        {
            if (string.Equals(Of(state), text, StringComparison.OrdinalIgnoreCase))
                return state;
        }

        return null;
    }

    /// <summary>The figures of a store in one line.</summary>
    public static string Of(VideoQueueTotals totals)
    {
        var states = States.Where(state => totals.Count(state) > 0)
            .Select(state => string.Create(CultureInfo.InvariantCulture, $"{totals.Count(state)} {Of(state)}"))
            .DefaultIfEmpty("no jobs");
        var uncertain = totals.CreditsUncertain > 0
            ? string.Create(CultureInfo.InvariantCulture, $" (and up to {totals.CreditsUncertain} more)")
            : string.Empty;
        return $"{string.Join(", ", states)}; {Format.Credits(totals.CreditsCharged)} charged{uncertain}";
    }

    private static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
