using System.Text.Json;
using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Peers;
using SeedanceGen.Benchmarks.Peers.Hand;
using SeedanceGen.Benchmarks.Wire;

namespace SeedanceGen.Benchmarks.Suites;

/// <summary>What it costs to validate a request that is fine, as every submission does.</summary>
internal sealed class ValidationFigures : IFigureSuite
{
    private const int Runs = 20;

    public string Name => "validation";

    public IEnumerable<Figure> Counts()
    {
        yield return new Figure("validate-bytes", Contest.BytesOf(Validate), 0);
    }

    public IEnumerable<Figure> Times()
    {
        yield return new Figure("validate-time/parse-same-json", Contest.TimeRatio(Validate, Parse), 0.05);
    }

    private static Task Validate()
    {
        for (var run = 0; run < Runs; run++)
        {
            if (SeedancePeer.Request.Validate().Count > 0)
                throw new InvalidOperationException("The documented request is refused.");
        }

        return Task.CompletedTask;
    }

    private static Task Parse()
    {
        for (var run = 0; run < Runs; run++)
        {
            if (JsonSerializer.Deserialize(Exchanges.Submission, HandJson.Default.HandRequest) is null)
                throw new InvalidOperationException("The documented request is null.");
        }

        return Task.CompletedTask;
    }
}
