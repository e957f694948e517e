using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using SeedanceGen.Analyzers.Acceptance;

namespace SeedanceGen.Analyzers.CodeFixes.Acceptance;

/// <summary>Writes another value where an expression stands, and leaves everything around it as it is.</summary>
internal sealed class ExpressionReplacement(Document document, ExpressionSyntax expression, ReplacementKind kind)
{
    /// <summary>The replacement as a title shows it.</summary>
    public string Shown(string text) => kind == ReplacementKind.Text ? SymbolDisplay.FormatLiteral(text, quote: true) : text;

    public async Task<Document> ApplyAsync(string text, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var replacement = kind switch
        {
            ReplacementKind.Member => await MemberAsync(text, cancellationToken).ConfigureAwait(false),
            ReplacementKind.Text => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text)),
            _ => SyntaxFactory.ParseExpression(text),
        };
        return document.WithSyntaxRoot(root!.ReplaceNode(expression, replacement.WithTriviaFrom(expression)));
    }

    /// <summary>The member, named by the type as the user already names it, if the user does.</summary>
    private async Task<ExpressionSyntax> MemberAsync(string member, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var name = SyntaxFactory.IdentifierName(member);
        var type = TypeOf(model!.GetTypeInfo(expression, cancellationToken));
        var owner = model.GetSymbolInfo(expression, cancellationToken).Symbol?.ContainingType;
        switch (expression)
        {
            case MemberAccessExpressionSyntax access when SymbolEqualityComparer.Default.Equals(owner, type):
                return access.WithName(name);
            case IdentifierNameSyntax when SymbolEqualityComparer.Default.Equals(owner, type):
                return name;
            default:
                var generator = SyntaxGenerator.GetGenerator(document);
                return ((ExpressionSyntax)generator.MemberAccessExpression(generator.TypeExpression(type), name))
                    .WithAdditionalAnnotations(Simplifier.Annotation);
        }
    }

    private static ITypeSymbol TypeOf(TypeInfo info) => ParameterRules.WithoutNullability(info.Type ?? info.ConvertedType!);
}
