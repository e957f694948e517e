using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeedanceGen.Analyzers.CodeFixes.Jobs;

/// <summary>Keeps what a call returns in a variable, and awaits it where that is allowed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JobDroppedFix))]
public sealed class JobDroppedFix : CodeFixProvider
{
    private const string KeepKey = "SeedanceGen.KeepResult";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Descriptors.JobDroppedId);

    /// <summary>None: two variables that are added to one method at once could get the same name.</summary>
    /// <returns>Null.</returns>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (StatementOf(root!.FindNode(diagnostic.Location.SourceSpan)) is { } statement &&
                ResultVariable.For(statement, model!) is { } variable)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Keep the result in '{variable.Name}'",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root!.ReplaceNode(statement, variable.Declaration))),
                        KeepKey),
                    diagnostic);
            }
        }
    }

    /// <summary>The statement that drops the result; none for a lambda that is an expression, or a call that may not happen.</summary>
    private static ExpressionStatementSyntax? StatementOf(SyntaxNode name) => name.Ancestors()
        .TakeWhile(node => node is not (AnonymousFunctionExpressionSyntax or ConditionalAccessExpressionSyntax))
        .OfType<ExpressionStatementSyntax>()
        .FirstOrDefault();
}
