using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeedanceGen.Analyzers.CodeFixes.Keys;

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
