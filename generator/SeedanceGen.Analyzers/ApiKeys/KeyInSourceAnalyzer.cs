using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeedanceGen.Analyzers.ApiKeys;

/// <summary>SDG1002: an API key as a literal anywhere in source, or as a constant where the SDK takes a key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyInSourceAnalyzer : DiagnosticAnalyzer
{
    /// <summary>
    /// The property of the diagnostic that is there when the text is a key and nothing else, so that a fix may replace it.
    /// </summary>
    internal const string WholeKey = "Whole";

    private const string ClientName = "SeedanceGen.SeedanceClient";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.KeyInSource);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(ClientName) is { } client)
            {
                var place = new KeyPlace(client.ContainingAssembly);
                start.RegisterOperationAction(operation => CheckText(operation, place), OperationKind.Literal, OperationKind.Binary);
                start.RegisterOperationAction(CheckBytes, OperationKind.Utf8String);
                start.RegisterOperationAction(operation => CheckPart(operation, place), OperationKind.InterpolatedStringText);
                start.RegisterOperationAction(operation => CheckArgument(operation, place), OperationKind.Argument);
                start.RegisterOperationAction(operation => CheckAssignment(operation, place), OperationKind.SimpleAssignment);
            }
        });
    }

    /// <summary>A literal, or one that is put together from several: the smallest expression that holds a key.</summary>
    private static void CheckText(OperationAnalysisContext context, KeyPlace place)
    {
        var operation = context.Operation;
        var isLarger = operation is IBinaryOperation sum && (HoldsKey(sum.LeftOperand) || HoldsKey(sum.RightOperand));
        if (!operation.IsImplicit && HoldsKey(operation) && !isLarger && !place.IsAt(operation))
            Report(context, operation);
    }

    /// <summary>A text between interpolated values; a string that is constant as a whole is checked where the SDK takes it.</summary>
    private static void CheckPart(OperationAnalysisContext context, KeyPlace place)
    {
        var part = (IInterpolatedStringTextOperation)context.Operation;
        var isCheckedThere = part.Parent is { ConstantValue.HasValue: true } whole && place.IsAt(whole);
        if (HoldsKey(part.Text) && !isCheckedThere)
            Report(context, part);
    }

    private static void CheckBytes(OperationAnalysisContext context)
    {
        if (context.Operation is IUtf8StringOperation { Value: var text } && KeyText.HoldsKey(text))
            Report(context, context.Operation);
    }

    private static void CheckArgument(OperationAnalysisContext context, KeyPlace place)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (argument.ArgumentKind == ArgumentKind.Explicit && place.Takes(argument.Parameter))
            CheckSecret(context, argument.Value);
    }

    private static void CheckAssignment(OperationAnalysisContext context, KeyPlace place)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (place.Takes(assignment.Target))
            CheckSecret(context, assignment.Value);
    }

    private static void CheckSecret(OperationAnalysisContext context, IOperation value)
    {
        if (value.ConstantValue is { HasValue: true, Value: string text } && KeyText.IsSecret(text))
            Report(context, value);
    }

    private static bool HoldsKey(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: string text } && KeyText.HoldsKey(text);

    private static void Report(OperationAnalysisContext context, IOperation operation)
    {
        var isWhole = operation.ConstantValue is { HasValue: true, Value: string text } && KeyText.IsWhole(text);
        var properties = isWhole ? ImmutableDictionary<string, string?>.Empty.Add(WholeKey, null) : null;
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.KeyInSource, operation.Syntax.GetLocation(), properties));
    }
}

/// <summary>Where the SDK takes an API key: its parameters named <c>apiKey</c> and its properties named <c>ApiKey</c>.</summary>
internal sealed class KeyPlace(IAssemblySymbol sdk)
{
    private const string Parameter = "apiKey";
    private const string Property = "ApiKey";

    public bool Takes(IParameterSymbol? parameter) =>
        parameter is { Name: Parameter, Type.SpecialType: SpecialType.System_String } && IsOfSdk(parameter);

    public bool Takes(IOperation target) =>
        target is IPropertyReferenceOperation { Property: { Name: Property, Type.SpecialType: SpecialType.System_String } property } &&
        IsOfSdk(property);

    /// <summary>Whether an expression is itself what the SDK takes as a key; it is then checked there.</summary>
    public bool IsAt(IOperation expression) => expression.Parent switch
    {
        IArgumentOperation argument => Takes(argument.Parameter),
        ISimpleAssignmentOperation assignment => Takes(assignment.Target),
        _ => false,
    };

    private bool IsOfSdk(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, sdk);
}
