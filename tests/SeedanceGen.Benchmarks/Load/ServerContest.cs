using SeedanceGen.Benchmarks.Serving;

namespace SeedanceGen.Benchmarks.Load;

/// <summary>
/// Compares two servers, each in a process of its own, under the same load in turns: how many requests each serves in a second of its own
/// processor time. So neither the load generator nor other programs count.
/// </summary>
internal static class ServerContest
{
    private const int WarmUps = 4;
    private const int Requests = 12_000;
    private const int Rounds = 5;

    /// <summary>Hot code is compiled in the background, when nothing new was called for a while.</summary>
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(250);

    /// <returns>The requests per second of one server, against those of the other.</returns>
    public static double Run(string server, string peer, Func<ServedProcess, ILoadScript> script)
    {
        using ServedProcess own = ServedProcess.Start(server), other = ServedProcess.Start(peer);
        using LoadGenerator toOwn = new(own.Port, () => script(own)), toOther = new(other.Port, () => script(other));
        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            toOwn.Run(Requests);
            toOther.Run(Requests);
            Thread.Sleep(CompilerPause);
        }

        var ratios = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var ownTime = TimeOf(own, toOwn);
            ratios[round] = TimeOf(other, toOther) / ownTime;
        }

        own.Stop();
        other.Stop();
        Array.Sort(ratios);
        return ratios[Rounds / 2];
    }

    private static TimeSpan TimeOf(ServedProcess server, LoadGenerator load)
    {
        var before = server.ProcessorTime;
        load.Run(Requests);
        return server.ProcessorTime - before;
    }
}
