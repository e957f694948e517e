using System.Diagnostics;
using System.Globalization;

namespace SeedanceGen.Generator.Tests.Infrastructure;

/// <summary>The processor time of this thread, without the time that it waited on a busy machine.</summary>
internal static class ThreadTime
{
    /// <summary>Linux counts it in nanoseconds; other systems use the clock.</summary>
    private const string Source = "/proc/thread-self/schedstat";

    private static readonly bool IsCounted = File.Exists(Source);

    public static double Milliseconds => IsCounted
        ? long.Parse(File.ReadAllText(Source).Split(' ')[0], CultureInfo.InvariantCulture) / 1e6
        : Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;
}
