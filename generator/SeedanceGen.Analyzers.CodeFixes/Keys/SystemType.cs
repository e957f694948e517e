using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeedanceGen.Analyzers.CodeFixes.Keys;

/// <summary>How a type of the namespace <c>System</c> can be named at a place.</summary>
internal readonly struct SystemType
{
    private const string Namespace = "System";

    private SystemType(string qualifier, bool needsImport)
    {
        Qualifier = qualifier;
        NeedsImport = needsImport;
    }

    /// <summary>What to write before the name: something only where the name means another type.</summary>
    public string Qualifier { get; }

    /// <summary>Whether the namespace has to be imported first.</summary>
    public bool NeedsImport { get; }

    public static SystemType Seen(SemanticModel model, int position, string name)
    {
        var seen = model.LookupNamespacesAndTypes(position, name: name);
        var isSystem = seen.Any(symbol => symbol.ToDisplayString() == $"{Namespace}.{name}");
        return new(!isSystem && !seen.IsEmpty ? $"global::{Namespace}." : string.Empty, needsImport: seen.IsEmpty);
    }

    /// <summary>The file with the namespace among its imports, on a line that ends as the others do.</summary>
    public static CompilationUnitSyntax Import(CompilationUnitSyntax file)
    {
        var end = file.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var import = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(Namespace))
            .NormalizeWhitespace()
            .WithTrailingTrivia(end.IsKind(SyntaxKind.EndOfLineTrivia) ? end : SyntaxFactory.ElasticCarriageReturnLineFeed);
        return file.AddUsings(import);
    }
}
