using System.Diagnostics;
using SeedanceGen.Benchmarks.Load;
using SeedanceGen.Benchmarks.Wire;

namespace SeedanceGen.Benchmarks.Fixture;

/// <summary>A server under load: as many submissions as reads, over all connections.</summary>
/// <param name="name">The word for it in what is printed.</param>
/// <param name="port">Where it listens.</param>
/// <param name="processorTime">How long its threads have worked so far.</param>
/// <param name="requests">How many requests a round has: about a second's.</param>
internal sealed class Contender(string name, int port, Func<TimeSpan> processorTime, int requests)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    /// <summary>Hot code is compiled in the background, when nothing new was called for a while.</summary>
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(250);

    private double _seconds;
    private TimeSpan _worked;
    private int _rounds;
    private int _refusals;

    /// <summary>Whether it refuses requests that it should not: each is counted as a response all the same.</summary>
    public bool MayRefuse { get; init; }

    /// <summary>Requests per second of real time, in which the load generator and other programs use the processor too.</summary>
    public double PerSecond => _rounds * requests / _seconds;

    /// <summary>Requests per second of the server's own work.</summary>
    public double PerProcessorSecond => _rounds * requests / _worked.TotalSeconds;

    /// <summary>Runs until everything that is compiled or learnt in mid-run is.</summary>
    public void Prepare()
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUp;)
        {
            Load(requests / 4);
            Thread.Sleep(CompilerPause);
        }

        _refusals = 0;
    }

    public void Run()
    {
        var before = processorTime();
        _seconds += requests / Load(requests);
        _worked += processorTime() - before;
        _rounds++;
    }

    public override string ToString() =>
        FormattableString.Invariant($"fixture {name} {PerSecond:0}/s, {PerProcessorSecond:0} per second of its processor time")
        + (_refusals == 0 ? "" : FormattableString.Invariant($", {100.0 * _refusals / (_rounds * requests):0.0} % refused"));

    /// <summary>Over new connections: one that was left idle while others had their turn may have been closed.</summary>
    private double Load(int count)
    {
        using var load = new LoadGenerator(port, static () => new SubmitAndReadScript(Exchanges.Submission), MayRefuse);
        var perSecond = load.Run(count);
        _refusals += load.Refusals;
        return perSecond;
    }
}
