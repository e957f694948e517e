using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeedanceGen.Analyzers.CodeFixes.Requests;

/// <summary>
/// Ends a builder with <c>.Build()</c>. There is no fix for a builder that is dropped, because it is not known what its request is for.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BuildForgottenFix))]
public sealed class BuildForgottenFix : CodeFixProvider
{
    private const string BuildKey = "SeedanceGen.Build";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Descriptors.BuildForgottenId);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root!.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (node.FirstAncestorOrSelf<ExpressionSyntax>(found => found.Span == diagnostic.Location.SourceSpan) is not { } builder
                || builder.Parent is ExpressionStatementSyntax)
                continue;

            context.RegisterCodeFix(
                CodeAction.Create(
                    "Add '.Build()'",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root!.ReplaceNode(builder, Built(builder)))),
                    BuildKey),
                diagnostic);
        }
    }

    private static InvocationExpressionSyntax Built(ExpressionSyntax builder)
    {
        var isPostfix = builder is InvocationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax
            or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or ObjectCreationExpressionSyntax;
        var start = isPostfix
            ? builder.WithoutTrailingTrivia()
            : SyntaxFactory.ParenthesizedExpression(builder.WithoutTrivia()).WithLeadingTrivia(builder.GetLeadingTrivia());
        return SyntaxFactory.InvocationExpression(
                SyntaxFactory.MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression, start, SyntaxFactory.IdentifierName("Build")))
            .WithTrailingTrivia(builder.GetTrailingTrivia());
    }
}
