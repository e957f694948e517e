using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SeedanceGen.Analyzers.Acceptance;

namespace SeedanceGen.Analyzers.Tests.Harness;

/// <summary>Runs every analyzer that is shipped, on code that compiles.</summary>
internal static class Analysis
{
    public static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [.. typeof(ConstantNotAcceptedAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    /// <summary>The errors of the compiler that a rule is reported beside: an argument, or a value, of another type.</summary>
    private static readonly string[] Explained = ["CS1503", "CS0029"];

    public static async Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation)
    {
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        errors.Where(error => !Explained.Contains(error.Id)).ShouldBeEmpty("The user's code has to compile.");
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("An analyzer threw.", exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var diagnostics = await compilation.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync();
        errors.Select(error => error.Location.SourceSpan).ShouldBeSubsetOf(
            diagnostics.Where(diagnostic => diagnostic.Id == Descriptors.BuildForgottenId)
                .Select(diagnostic => diagnostic.Location.SourceSpan),
            "An error of the compiler is only expected where a rule explains it.");
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }
}
