using Microsoft.CodeAnalysis;
using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Roslyn;
using SeedanceGen.Generator;

namespace SeedanceGen.Benchmarks.Suites;

/// <summary>The generator in a compilation of the SDK, where the generator of System.Text.Json runs too.</summary>
internal sealed class GeneratorFigures : IFigureSuite
{
    private const int Edits = 20;
    private const int Rounds = 7;

    public string Name => "generator";

    public IEnumerable<Figure> Counts()
    {
        var compilation = SdkSources.Compilation;
        var driver = SdkSources.Driver(new SeedanceGenerator().AsSourceGenerator()).RunGenerators(compilation);
        var least = long.MaxValue;
        for (var edit = 0; edit < Edits; edit++)
        {
            var edited = SdkSources.Edited(compilation, edit);
            var before = GC.GetAllocatedBytesForCurrentThread();
            driver = driver.RunGenerators(edited);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        if (driver.GetRunResult().GeneratedTrees.IsEmpty)
            throw new InvalidOperationException("The generator made nothing.");
        yield return new Figure("generator-bytes-per-unrelated-edit", least, 64 * 1024);
    }

    public IEnumerable<Figure> Times()
    {
        var ratios = new double[Rounds];
        for (var round = -2; round < Rounds; round++)
        {
            // A driver of its own for each round: nothing is kept from the one before, as in a build from scratch.
            var (own, platform) = (new SeedanceGenerator().AsSourceGenerator(), SdkSources.JsonGenerator);
            var driver = SdkSources.Driver(own, platform).RunGenerators(SdkSources.Edited(SdkSources.Compilation, round));
            if (driver.GetRunResult().Results.Any(result => result.Exception is not null || result.GeneratedSources.IsEmpty))
                throw new InvalidOperationException("A generator made nothing.");

            var times = driver.GetTimingInfo().GeneratorTimes.ToDictionary(info => info.Generator, info => info.ElapsedTime);
            if (round >= 0)
                ratios[round] = times[own] / times[platform];
        }

        Array.Sort(ratios);
        yield return new Figure("generator-time/system-text-json", ratios[Rounds / 2], 0.5);
    }
}
