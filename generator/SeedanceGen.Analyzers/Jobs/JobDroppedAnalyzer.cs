using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeedanceGen.Analyzers.Jobs;

/// <summary>SDG1003: a call whose statement drops a job that is charged, or a wait that is not awaited.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JobDroppedAnalyzer : DiagnosticAnalyzer
{
    private const string JobLost = "a job is charged when it is accepted, and its id is the only way to its video";
    private const string WaitLost = "it is not awaited, so neither its end nor its failure is seen";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.JobDropped);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (JobMethods.In(start.Compilation) is { } methods)
                start.RegisterOperationAction(operation => Check(operation, methods), OperationKind.ExpressionStatement);
        });
    }

    private static void Check(OperationAnalysisContext context, JobMethods methods)
    {
        var dropped = DroppedCall.In((IExpressionStatementOperation)context.Operation);
        if (dropped is null)
            return;

        var reason = methods.IsJob(dropped.Method) ? JobLost : !dropped.IsAwaited && methods.IsWait(dropped.Method) ? WaitLost : null;
        if (reason is not null)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.JobDropped, dropped.Name.GetLocation(), dropped.Method.Name, reason));
    }
}
