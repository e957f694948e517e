using System.Diagnostics;
using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Serving;
using SeedanceGen.Testing;

namespace SeedanceGen.Benchmarks.Suites;

/// <summary>
/// What it costs to give each test a server of its own, once the process is warm, against the least that Kestrel can be started with.
/// </summary>
internal sealed class StartFigures : IFigureSuite
{
    private const int Starts = 201;

    public string Name => "starts";

    public IEnumerable<Figure> Counts() => [];

    public IEnumerable<Figure> Times()
    {
        yield return new Figure("mock-start-and-stop-time/bare-kestrel", Contest.TimeRatio(UseMockAsync, UseBareAsync), 1.0);

        // The only figure that is a time: a test waits for it, so it has to be short on any machine.
        yield return new Figure("mock-start-median-milliseconds", MedianStart(), 10);
    }

    private static async Task UseMockAsync()
    {
        var server = await SeedanceMockServer.StartAsync().ConfigureAwait(false);
        await server.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task UseBareAsync()
    {
        var application = BareJobServer.Create();
        await using (application.ConfigureAwait(false))
        {
            await application.StartAsync().ConfigureAwait(false);
            await application.StopAsync().ConfigureAwait(false);
        }
    }

    private static double MedianStart()
    {
        var times = new double[Starts];
        for (var i = 0; i < Starts; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var server = SeedanceMockServer.StartAsync().GetAwaiter().GetResult();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Starts / 2];
    }
}
