using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>
/// SDG1001: a constant that the model does not accept, in a builder's call or an object initializer, also of an object inside a request.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstantNotAcceptedAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.ConstantNotAccepted);

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
        CheckArguments(context, call.TargetMethod, call.Arguments, call.Instance?.Type ?? call.TargetMethod.ReturnType, catalog);
    }

    private static void CheckArguments(
        OperationAnalysisContext context,
        IMethodSymbol method,
        ImmutableArray<IArgumentOperation> arguments,
        ITypeSymbol? builder,
        RuleCatalog catalog)
    {
        var rules = catalog.Of(method);
        if (rules.IsEmpty)
            return;

        var check = new ValueCheck(context, catalog.ModelOf(builder));
        foreach (var argument in arguments)
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
        if (creation.Constructor is { } constructor)
            CheckArguments(context, constructor, creation.Arguments, creation.Type, catalog);
        CheckInitializer(context, creation, creation.Initializer, catalog);
    }

    private static void CheckWith(OperationAnalysisContext context, RuleCatalog catalog)
    {
        var copy = (IWithOperation)context.Operation;
        CheckInitializer(context, copy, copy.Initializer, catalog);
    }

    /// <summary>The properties that an object initializer or a <c>with</c> expression sets.</summary>
    private static void CheckInitializer(
        OperationAnalysisContext context, IOperation made, IObjectOrCollectionInitializerOperation? initializer, RuleCatalog catalog)
    {
        if (initializer is null)
            return;

        var request = catalog.Of(made.Type);
        var model = request is null ? null : RequestOrigin.FinalModelOf(made, request);
        if ((model?.Rules ?? request?.Plain ?? catalog.OfNested(made.Type)) is not { } builder)
            return;

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
    internal static SyntaxNode PlaceOf(IArgumentOperation argument) => argument switch
    {
        { ArgumentKind: ArgumentKind.Explicit } => argument.Value.Syntax,
        { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } => access.Name,
        { Syntax: InvocationExpressionSyntax { Expression: var called } } => called,
        _ => argument.Syntax,
    };
}
