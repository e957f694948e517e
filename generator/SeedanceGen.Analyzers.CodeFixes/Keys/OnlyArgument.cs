using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeedanceGen.Analyzers.CodeFixes.Keys;

/// <summary>A key that is the only argument of a constructor: without it, the client looks for the key itself.</summary>
internal static class OnlyArgument
{
    public static ArgumentListSyntax? Of(ExpressionSyntax expression) =>
        expression.Parent is ArgumentSyntax
        {
            Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: BaseObjectCreationExpressionSyntax { Initializer: null } } arguments,
        }
            ? arguments
            : null;

    public static async Task<Document> RemoveAsync(Document document, ArgumentListSyntax arguments, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var none = arguments.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>());
        return document.WithSyntaxRoot(root!.ReplaceNode(arguments, none));
    }
}
