using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace SeedanceGen.Analyzers.CodeFixes.Jobs;

/// <summary>A statement that becomes the declaration of a variable.</summary>
internal sealed record ResultVariable(string Name, StatementSyntax Declaration)
{
    /// <summary>The variable; null where none can be declared, or where the result cannot be awaited.</summary>
    public static ResultVariable? For(ExpressionStatementSyntax statement, SemanticModel model)
    {
        var isAwaited = statement.Expression is AwaitExpressionSyntax;
        var type = model.GetTypeInfo(statement.Expression).Type;
        if (statement.Parent is not (BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax) ||
            type is null or { SpecialType: SpecialType.System_Void } or { Name: "IAsyncEnumerable" })
        {
            return null;
        }

        var isTask = !isAwaited && type is INamedTypeSymbol { TypeArguments.Length: 1 };
        if (isTask && !AsyncPlace.Allows(statement))
            return null;

        var result = isTask ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        var name = FreeName(result.Name == "GenerationJob" ? "job" : "video", statement, model);
        var awaiting = isTask ? "await " : string.Empty;
        var declaration = SyntaxFactory.ParseStatement($"var {name} = {awaiting}{statement.Expression};");
        return new ResultVariable(name, declaration.WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static string FreeName(string name, StatementSyntax statement, SemanticModel model)
    {
        var scope = statement.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ??
            statement.SyntaxTree.GetRoot();
        var taken = new HashSet<string>(
            scope.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)
                .Concat(model.LookupSymbols(statement.SpanStart, name: name).Select(symbol => symbol.Name)),
            StringComparer.Ordinal);
        var free = name;
        for (var i = 2; taken.Contains(free); i++)
            free = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);

        return free;
    }
}

/// <summary>Whether <c>await</c> can be written at a place.</summary>
internal static class AsyncPlace
{
    public static bool Allows(SyntaxNode place)
    {
        foreach (var node in place.Ancestors())
        {
            switch (node)
            {
                case LockStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax function:
                    return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case BaseMethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }
}
