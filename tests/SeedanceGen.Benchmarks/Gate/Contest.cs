namespace SeedanceGen.Benchmarks.Gate;

/// <summary>
/// Compares two pieces of work in one process. They take turns in short rounds, so that other work of the machine affects both alike;
/// the median of the rounds' ratios is the result.
/// </summary>
internal static class Contest
{
    private const int Rounds = 41;
    private const int WarmUpSteps = 3;
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WarmUpPause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// The time of one against that of the other: processor time, because the work never waits for anything, and on a machine that does
    /// other things too the time on the wall says more about those.
    /// </summary>
    public static double TimeRatio(Func<Task> work, Func<Task> peer)
    {
        var (repeats, peerRepeats) = (Warm(work), Warm(peer));
        var ratios = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            // The second finds the caches of the first, so they also take turns in who goes first.
            var (own, others) = round % 2 == 0
                ? (TimeOf(work, repeats), TimeOf(peer, peerRepeats))
                : Swapped(TimeOf(peer, peerRepeats), TimeOf(work, repeats));
            ratios[round] = own / others;
        }

        Array.Sort(ratios);
        return ratios[Rounds / 2];
    }

    /// <summary>The bytes that one run allocates, on all threads.</summary>
    public static double BytesOf(Func<Task> work)
    {
        const int Runs = 2000;
        Warm(work);
        var least = double.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < Runs; i++)
                work().GetAwaiter().GetResult();
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Runs);
        }

        return least;
    }

    private static (double Own, double Others) Swapped(double others, double own) => (own, others);

    /// <summary>Runs until the work is compiled for good; returns how often it fits into one round.</summary>
    private static int Warm(Func<Task> work)
    {
        // Hot code is compiled in the background, in steps that each begin with a pause.
        for (var step = 0; step < WarmUpSteps; step++)
        {
            var start = Environment.CpuUsage.TotalTime;
            while (Environment.CpuUsage.TotalTime - start < WarmUpTime)
                work().GetAwaiter().GetResult();
            Thread.Sleep(WarmUpPause);
        }

        var perRun = TimeOf(work, 500);
        return (int)Math.Clamp(RoundTime.TotalSeconds / perRun, 1, 1_000_000);
    }

    private static double TimeOf(Func<Task> work, int repeats)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < repeats; i++)
            work().GetAwaiter().GetResult();
        return Math.Max((Environment.CpuUsage.TotalTime - start).TotalSeconds, 1e-7) / repeats;
    }
}
