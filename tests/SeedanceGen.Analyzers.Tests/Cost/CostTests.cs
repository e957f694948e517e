using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.Cost;

public sealed class CostTests
{
    [Fact]
    public async Task Nothing_is_registered_in_a_project_that_does_not_use_the_sdk() =>
        (await ActionsAsync(TestCompilation.Of("Console.WriteLine();").WithReferences(TestCompilation.Framework))).ShouldBe(0);

    [Fact]
    public async Task Operations_are_analyzed_in_a_project_that_uses_the_sdk() =>
        (await ActionsAsync(TestCompilation.Of("Console.WriteLine();"))).ShouldBeGreaterThan(0);

    private static async Task<int> ActionsAsync(CSharpCompilation compilation)
    {
        var actions = 0;
        foreach (var analyzer in Analysis.Analyzers)
        {
            var run = compilation.WithAnalyzers([analyzer], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, true, true));
            (await run.GetAnalyzerDiagnosticsAsync()).ShouldBeEmpty();
            var telemetry = await run.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None);
            actions += telemetry.OperationActionsCount + telemetry.SyntaxNodeActionsCount + telemetry.SymbolActionsCount;
        }

        return actions;
    }
}
