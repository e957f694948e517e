using System.Globalization;

namespace SeedanceGen.Cli.Progress;

/// <summary>Elapsed time as a person reads it: 0:05, 12:30, 1:02:03.</summary>
internal static class Clock
{
    public static string Of(TimeSpan elapsed) =>
        elapsed.ToString(elapsed < TimeSpan.FromHours(1) ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);
}
