using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
            if (RuleCatalog.In(start.Compilation) is { } catalog)
            {
                start.RegisterOperationAction(operation => CheckCall(operation, catalog), OperationKind.Invocation);
                start.RegisterOperationAction(operation => CheckCreation(operation, catalog), OperationKind.ObjectCreation);
                start.RegisterOperationAction(operation => CheckWith(operation, catalog), OperationKind.With);
            }
        });
    }

    private static void CheckCall(OperationAnalysisContext context, RuleCatalog catalog)
    {
        var call = (IInvocationOperation)context.Operation;
        var rules = catalog.Of(call.TargetMethod);
        if (rules.IsEmpty)
            return;

        var check = new ValueCheck(context, catalog.ModelOf(call.Instance?.Type ?? call.TargetMethod.ReturnType));
        foreach (var argument in call.Arguments)
        {
            if (argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter.Ordinal: var position }
                && rules[position] is { } parameter)
            {
                check.Check(argument.Value, parameter, PlaceOf(argument));
            }
        }
    }

    private static void CheckCreation(OperationAnalysisContext context, RuleCatalog catalog)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        CheckInitializer(context, creation, creation.Initializer, catalog);
    }

    private static void CheckWith(OperationAnalysisContext context, RuleCatalog catalog)
    {
        var copy = (IWithOperation)context.Operation;
        CheckInitializer(context, copy, copy.Initializer, catalog);
    }

    /// <summary>The properties that an object initializer or a <c>with</c> expression sets.</summary>
    private static void CheckInitializer(
        OperationAnalysisContext context, IOperation request, IObjectOrCollectionInitializerOperation? initializer, RuleCatalog catalog)
    {
        if (initializer is null || catalog.Of(request.Type) is not { } rules)
            return;

        var model = RequestOrigin.FinalModelOf(request, rules);
        var builder = model?.Rules ?? rules.Plain;
        var check = new ValueCheck(context, model?.Value);
        foreach (var item in initializer.Initializers)
        {
            if (item is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment &&
                builder.Find(target.Property.Name) is { } parameter)
            {
                check.Check(assignment.Value, parameter, place: assignment.Value.Syntax);
            }
        }
    }

    /// <summary>Where a wrong number of values is shown: values that are written as arguments have no expression of their own.</summary>
    private static SyntaxNode PlaceOf(IArgumentOperation argument) => argument switch
    {
        { ArgumentKind: ArgumentKind.Explicit } => argument.Value.Syntax,
        { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } => access.Name,
        { Syntax: InvocationExpressionSyntax { Expression: var called } } => called,
        _ => argument.Syntax,
    };
}
