using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Load;
using SeedanceGen.Benchmarks.Wire;

namespace SeedanceGen.Benchmarks.Suites;

/// <summary>The mock server, with its journal and its validation, against a handler that only keeps jobs.</summary>
internal sealed class MockFigures : IFigureSuite
{
    public string Name => "mock";

    public IEnumerable<Figure> Counts() => [];

    public IEnumerable<Figure> Times()
    {
        yield return new Figure(
            "mock-requests-per-processor-second/bare-handler",
            ServerContest.Run("mock", "bare-jobs", static _ => new SubmitAndReadScript(Exchanges.SubmissionWithoutWebhook)),
            0.55,
            IsFloor: true);
    }
}
