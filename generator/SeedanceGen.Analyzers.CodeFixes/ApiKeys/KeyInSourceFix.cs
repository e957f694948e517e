using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SeedanceGen.Analyzers.ApiKeys;

namespace SeedanceGen.Analyzers.CodeFixes.ApiKeys;

/// <summary>Takes an API key out of the source: the client reads it from the environment.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeyInSourceFix))]
public sealed class KeyInSourceFix : CodeFixProvider
{
    private const string OmitKey = "SeedanceGen.OmitKey";
    private const string ReadKey = "SeedanceGen.ReadKey";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Descriptors.KeyInSourceId);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.ContainsKey(KeyInSourceAnalyzer.WholeKey) ||
                root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax expression)
            {
                continue;
            }

            if (OnlyArgument.Of(expression) is { } arguments)
            {
                var action = CodeAction.Create(
                    "Let the client read SEEDANCE_API_KEY",
                    cancel => OnlyArgument.RemoveAsync(context.Document, arguments, cancel),
                    OmitKey);
                context.RegisterCodeFix(action, diagnostic);
            }

            if (!ConstantPlace.Holds(expression))
            {
                var reading = new EnvironmentReading(context.Document, expression);
                var action = CodeAction.Create("Read the environment variable SEEDANCE_API_KEY", reading.ApplyAsync, ReadKey);
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }
}

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

/// <summary>Places where C# wants a constant, so that nothing can be read at run time.</summary>
internal static class ConstantPlace
{
    public static bool Holds(ExpressionSyntax expression) =>
        expression.IsKind(SyntaxKind.Utf8StringLiteralExpression) || expression.Ancestors().Any(WantsConstant);

    private static bool WantsConstant(SyntaxNode node) => node switch
    {
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword),
        LocalDeclarationStatementSyntax local => local.IsConst,
        AttributeSyntax or ParameterSyntax or SwitchLabelSyntax or PatternSyntax => true,
        _ => false,
    };
}
