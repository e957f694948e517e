using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Load;
using SeedanceGen.Benchmarks.Serving;

namespace SeedanceGen.Benchmarks.Fixture;

/// <summary>
/// How many requests the mock server answers, with its journal and its judge, against two mocks that are not ours. What counts is the
/// processor time that each takes: on the wall, a busy machine gives most to the server with the most threads.
/// </summary>
internal static class FixtureContest
{
    private const int Rounds = 5;
    private const int WarmUps = 3;

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("seedance-wiremock");
        try
        {
            WireMockStubs.Write(folder);
            using ForeignServer prism = ForeignServer.StartPrism(), wireMock = ForeignServer.StartWireMock(folder.FullName);
            using var mock = ServedProcess.Start("mock");
            Contender own = new(mock.Port, () => mock.ProcessorTime, 16_000), npm = new(prism.Port, () => prism.ProcessorTime, 1_600),
                java = new(wireMock.Port, () => wireMock.ProcessorTime, 8_000);
            for (var round = 0; round < Rounds; round++)
            {
                own.Run();
                npm.Run();
                java.Run();
            }

            foreach (var (name, contender) in new[] { ("mock", own), ("prism", npm), ("wiremock", java) })
                Console.WriteLine(FormattableString.Invariant($"fixture {name} {contender.PerSecond:0}/s, {contender.PerProcessorSecond:0} per second of its processor time"));
            Figure[] figures =
            [
                new("mock-requests-per-processor-second/prism", own.PerProcessorSecond / npm.PerProcessorSecond, 12, IsFloor: true),
                new("mock-requests-per-processor-second/wiremock", own.PerProcessorSecond / java.PerProcessorSecond, 3.5, IsFloor: true),
            ];
            Array.ForEach(figures, figure => Console.WriteLine(figure));
            return Array.Exists(figures, figure => figure.IsOver) ? 1 : 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A server under load: as many submissions as reads, over all connections.</summary>
    private sealed class Contender
    {
        private readonly int _port;
        private readonly Func<TimeSpan> _processorTime;
        private readonly int _requests;
        private readonly TimeSpan _processorStart;
        private double _seconds;
        private int _rounds;

        public Contender(int port, Func<TimeSpan> processorTime, int requests)
        {
            (_port, _processorTime, _requests) = (port, processorTime, requests);
            for (var warmUp = 0; warmUp < WarmUps; warmUp++)
                Load();
            _processorStart = processorTime();
        }

        /// <summary>Requests per second on the wall, which the load generator and everybody else on the machine share.</summary>
        public double PerSecond => _rounds * _requests / _seconds;

        /// <summary>Requests per second of the server's own work.</summary>
        public double PerProcessorSecond => _rounds * _requests / (_processorTime() - _processorStart).TotalSeconds;

        public void Run()
        {
            _seconds += _requests / Load();
            _rounds++;
        }

        /// <summary>Over new connections: one that was left idle while others had their turn may have been closed.</summary>
        private double Load()
        {
            using var load = new LoadGenerator(_port, static () => new SubmitAndReadScript());
            return load.Run(_requests);
        }
    }
}
