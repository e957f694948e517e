using System.Globalization;
using System.Net.Http.Headers;

namespace SeedanceGen.Http;

/// <summary>The pause that an answer asks for (<c>Retry-After</c>), as seconds or as a date.</summary>
internal static class RetryAfterHint
{
    /// <summary>A century: longer than anything waits, and short enough for every clock's arithmetic.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <returns>The pause; zero when its date has passed, null when there is none that can be read.</returns>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider clock)
    {
        if (response.Headers.RetryAfter is not { } hint)
            return ReadOtherNumber(response.Headers);

        var pause = hint.Delta ?? hint.Date!.Value - clock.GetUtcNow();
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause > Longest ? Longest : WholeMilliseconds(pause);
    }

    /// <summary>A delay counts whole milliseconds and drops the rest, so that it would end too early.</summary>
    public static TimeSpan WholeMilliseconds(TimeSpan pause) => TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds));

    /// <summary>The platform reads whole seconds, no more of them than an int has; any other number still asks for a pause.</summary>
    private static TimeSpan? ReadOtherNumber(HttpResponseHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues("Retry-After", out var values))
            return null;

        var text = values.ToString().Trim();
        return text is [>= '0' and <= '9', ..] && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds))
            : null;
    }
}
