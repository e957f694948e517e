using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Wire;

namespace SeedanceGen.Benchmarks.Suites;

/// <summary>Many jobs that are waited for at the same time, in virtual time.</summary>
internal sealed class WaitFigures : IFigureSuite
{
    private const int Many = 10_000;
    private const int Few = 1_000;
    private const int Rounds = 3;
    private static readonly TimeSpan JobTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    public string Name => "waits";

    public IEnumerable<Figure> Counts()
    {
        // The first jobs pay for what is made once.
        using var scene = new Scene();
        scene.Start(100);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var waits = scene.Start(Many);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(waits);
        yield return new Figure("bytes-per-waiting-job", (double)held / Many, 2048);
    }

    public IEnumerable<Figure> Times()
    {
        ProcessorTimeOf(Few);
        var ratios = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
            ratios[round] = ProcessorTimeOf(Many) / ProcessorTimeOf(Few);
        Array.Sort(ratios);
        yield return new Figure("10000-waits-time/1000", ratios[Rounds / 2], 13);
    }

    private static double ProcessorTimeOf(int jobs)
    {
        GC.Collect();
        var start = Environment.CpuUsage.TotalTime;
        using var scene = new Scene();
        scene.Finish(scene.Start(jobs));
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private sealed class Scene : IDisposable
    {
        private readonly FakeTimeProvider _clock = new();
        private readonly JobHandler _handler = new();
        private readonly SeedanceClient _client;

        public Scene() => _client = new SeedanceClient("sd2_live_benchmark", new SeedanceClientOptions
        {
            BaseAddress = new Uri("https://api.example.com/"),
            HttpHandler = _handler,
            TimeProvider = _clock,
        });

        /// <summary>Begins to wait for jobs, each of which is read once and then pauses.</summary>
        public Task<VideoGeneration>[] Start(int jobs)
        {
            var waits = new Task<VideoGeneration>[jobs];
            for (var job = 0; job < jobs; job++)
                waits[job] = _client.WaitAsync(string.Create(CultureInfo.InvariantCulture, $"req_{job:D10}"));
            Settle();
            return waits;
        }

        /// <summary>Lets the jobs run for their time, and be found finished.</summary>
        public void Finish(Task<VideoGeneration>[] waits)
        {
            for (var passed = TimeSpan.Zero; !Array.TrueForAll(waits, wait => wait.IsCompleted); passed += Step)
            {
                _handler.IsFinished = passed >= JobTime;
                _clock.Advance(Step);
                Settle();
            }

            if (!Array.TrueForAll(waits, wait => wait.Result.Status == GenerationStatus.Succeeded))
                throw new InvalidOperationException("A job was not waited for to its end.");
        }

        public void Dispose()
        {
            _client.Dispose();
            _handler.Dispose();
        }

        /// <summary>Waits until each wait whose pause has ended has read its job and pauses again.</summary>
        private void Settle()
        {
            do
                Thread.Sleep(1);
            while (ThreadPool.PendingWorkItemCount > 0 || _handler.Running > 0);
        }
    }
}
