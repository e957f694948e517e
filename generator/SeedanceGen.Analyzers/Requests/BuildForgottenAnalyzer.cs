using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SeedanceGen.Analyzers.Requests;

/// <summary>SDG1004: a builder that is passed, assigned or returned where its request is meant, or that is made and dropped.</summary>
/// <remarks>
/// The first three are errors of the compiler too, which say that two types do not fit and not what to do. So the analyzer looks at syntax:
/// the compiler has no operation for a call that it could not bind.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BuildForgottenAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.BuildForgotten);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (Builders.In(start.Compilation) is not { } builders)
                return;

            start.RegisterSyntaxNodeAction(node => CheckArgument(node, builders), SyntaxKind.Argument);
            start.RegisterSyntaxNodeAction(node => CheckStatement(node, builders), SyntaxKind.ExpressionStatement);
            start.RegisterSyntaxNodeAction(
                node => CheckValue(node, ((EqualsValueClauseSyntax)node.Node).Value, builders), SyntaxKind.EqualsValueClause);
            start.RegisterSyntaxNodeAction(
                node => CheckValue(node, ((AssignmentExpressionSyntax)node.Node).Right, builders), SyntaxKind.SimpleAssignmentExpression);
            start.RegisterSyntaxNodeAction(
                node => CheckValue(node, ((ReturnStatementSyntax)node.Node).Expression, builders), SyntaxKind.ReturnStatement);
            start.RegisterSyntaxNodeAction(
                node => CheckValue(node, ((ArrowExpressionClauseSyntax)node.Node).Expression, builders), SyntaxKind.ArrowExpressionClause);
        });
    }

    /// <summary>An argument: no method of that name takes the builder, and one takes what it makes.</summary>
    private static void CheckArgument(SyntaxNodeAnalysisContext context, Builders builders)
    {
        var argument = (ArgumentSyntax)context.Node;
        if (argument.Parent?.Parent is not { } call || ProductOf(argument.Expression, context, builders) is not { } product)
            return;

        var target = context.SemanticModel.GetSymbolInfo(call, context.CancellationToken);
        if (target.Symbol is not null)
            return;

        var takesProduct = target.CandidateSymbols.OfType<IMethodSymbol>()
            .Any(method => method.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, product)));
        if (takesProduct)
            Report(context, argument.Expression, $"'{product.Name}' is expected, and this is its builder");
    }

    /// <summary>A value: the place has the type of what the builder makes.</summary>
    private static void CheckValue(SyntaxNodeAnalysisContext context, ExpressionSyntax? value, Builders builders)
    {
        if (value is null || ProductOf(value, context, builders) is not { } product)
            return;

        var converted = context.SemanticModel.GetTypeInfo(value, context.CancellationToken).ConvertedType;
        if (SymbolEqualityComparer.Default.Equals(converted, product))
            Report(context, value, $"'{product.Name}' is expected, and this is its builder");
    }

    /// <summary>A statement that makes a builder and drops it. A builder in a variable may be built later.</summary>
    private static void CheckStatement(SyntaxNodeAnalysisContext context, Builders builders)
    {
        var made = ((ExpressionStatementSyntax)context.Node).Expression;
        if (made is not (InvocationExpressionSyntax or ObjectCreationExpressionSyntax)
            || ProductOf(made, context, builders) is not { } product)
            return;

        ExpressionSyntax root = made;
        while (root is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            && ProductOf(access.Expression, context, builders) is not null)
            root = access.Expression;
        if (builders.IsMadeBy(context.SemanticModel.GetSymbolInfo(root, context.CancellationToken).Symbol))
            Report(context, made, $"The builder is dropped, so it makes no '{product.Name}'");
    }

    private static ITypeSymbol? ProductOf(ExpressionSyntax expression, SyntaxNodeAnalysisContext context, Builders builders) =>
        builders.ProductOf(context.SemanticModel.GetTypeInfo(expression, context.CancellationToken).Type);

    private static void Report(SyntaxNodeAnalysisContext context, ExpressionSyntax builder, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.BuildForgotten, builder.GetLocation(), what));
}
