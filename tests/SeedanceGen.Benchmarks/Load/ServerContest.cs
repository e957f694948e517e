using SeedanceGen.Benchmarks.Serving;

namespace SeedanceGen.Benchmarks.Load;

/// <summary>
/// Compares two servers, each in a process of its own, under the same load in turns: how many requests each answers in a second of its own
/// processor time. So neither the load generator nor whatever else the machine does is counted.
/// </summary>
internal static class ServerContest
{
    private const int WarmUp = 24_000;
    private const int Requests = 8_000;
    private const int Rounds = 5;

    /// <returns>The requests per second of one server, against those of the other.</returns>
    public static double Run(string server, string peer, Func<ServedProcess, ILoadScript> script)
    {
        using ServedProcess own = ServedProcess.Start(server), other = ServedProcess.Start(peer);
        using LoadGenerator toOwn = new(own.Port, () => script(own)), toOther = new(other.Port, () => script(other));
        toOwn.Run(WarmUp);
        toOther.Run(WarmUp);

        var (ownTime, otherTime) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var round = 0; round < Rounds; round++)
        {
            ownTime += TimeOf(own, toOwn);
            otherTime += TimeOf(other, toOther);
        }

        own.Stop();
        other.Stop();
        return otherTime / ownTime;
    }

    private static TimeSpan TimeOf(ServedProcess server, LoadGenerator load)
    {
        var before = server.ProcessorTime;
        load.Run(Requests);
        return server.ProcessorTime - before;
    }
}
