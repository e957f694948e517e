using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Load;
using SeedanceGen.Benchmarks.Serving;

namespace SeedanceGen.Benchmarks.Fixture;

/// <summary>How many requests the mock server answers in a second, with its journal and its judge, against two mocks that are not ours.</summary>
internal static class FixtureContest
{
    private const int Rounds = 5;

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("seedance-wiremock");
        try
        {
            WireMockStubs.Write(folder);
            using ForeignServer prism = ForeignServer.StartPrism(), wireMock = ForeignServer.StartWireMock(folder.FullName);
            using var mock = ServedProcess.Start("mock");
            using Contender own = new(mock.Port, 16_000), npm = new(prism.Port, 1_600), java = new(wireMock.Port, 8_000);
            for (var round = 0; round < Rounds; round++)
            {
                own.Run();
                npm.Run();
                java.Run();
            }

            Console.WriteLine(FormattableString.Invariant($"mock {own.PerSecond:0}/s, prism {npm.PerSecond:0}/s, WireMock {java.PerSecond:0}/s"));
            Figure[] figures =
            [
                new("mock-requests-per-second/prism", own.PerSecond / npm.PerSecond, 12, IsFloor: true),
                new("mock-requests-per-second/wiremock", own.PerSecond / java.PerSecond, 3.5, IsFloor: true),
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
    private sealed class Contender : IDisposable
    {
        private readonly LoadGenerator _load;
        private readonly int _requests;
        private double _seconds;
        private int _rounds;

        public Contender(int port, int requests)
        {
            (_load, _requests) = (new LoadGenerator(port, static () => new SubmitAndReadScript()), requests);
            for (var warmUp = 0; warmUp < 3; warmUp++)
                _load.Run(requests);
        }

        public double PerSecond => _rounds * _requests / _seconds;

        public void Run()
        {
            _seconds += _requests / _load.Run(_requests);
            _rounds++;
        }

        public void Dispose() => _load.Dispose();
    }
}
