using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>SDG1001: a constant that the model does not accept, in a builder's call or an object initializer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstantNotAcceptedAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.ConstantNotAccepted];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (RuleBook.In(start.Compilation) is { } book)
            {
                start.RegisterOperationAction(operation => JudgeCall(operation, book), OperationKind.Invocation);
                start.RegisterOperationAction(operation => JudgeCreation(operation, book), OperationKind.ObjectCreation);
                start.RegisterOperationAction(operation => JudgeWith(operation, book), OperationKind.With);
            }
        });
    }

    private static void JudgeCall(OperationAnalysisContext context, RuleBook book)
    {
        var call = (IInvocationOperation)context.Operation;
        var rules = book.Of(call.TargetMethod);
        if (!rules.IsEmpty)
        {
            var model = book.ModelOf(call.Instance?.Type ?? call.TargetMethod.ReturnType);
            new CallJudge(context, model).Judge(call.Arguments, rules);
        }
    }

    private static void JudgeCreation(OperationAnalysisContext context, RuleBook book)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Initializer is { } initializer && book.Of(creation.Type) is { } rules)
        {
            InitializerJudge.Judge(context, initializer, rules, RequestOrigin.FinalModelOf(creation, rules));
        }
    }

    private static void JudgeWith(OperationAnalysisContext context, RuleBook book)
    {
        var copy = (IWithOperation)context.Operation;
        if (copy.Initializer is { } initializer && book.Of(copy.Type) is { } rules)
        {
            InitializerJudge.Judge(context, initializer, rules, RequestOrigin.FinalModelOf(copy, rules));
        }
    }
}
