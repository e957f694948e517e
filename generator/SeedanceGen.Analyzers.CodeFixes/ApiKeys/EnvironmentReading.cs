using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SeedanceGen.Analyzers.CodeFixes.ApiKeys;

/// <summary>Writes the reading of the environment variable where the key stands.</summary>
internal sealed class EnvironmentReading(Document document, ExpressionSyntax expression)
{
    private const string Reading = """Environment.GetEnvironmentVariable("SEEDANCE_API_KEY")""";
    private const string Forgiven = "!";

    public async Task<Document> ApplyAsync(CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var type = SystemType.Seen(model!, expression.SpanStart, nameof(Environment));
        var text = type.Qualifier + Reading + (MustNotBeNull(model!, cancellationToken) ? Forgiven : string.Empty);
        var changed = root!.ReplaceNode(expression, SyntaxFactory.ParseExpression(text).WithTriviaFrom(expression));
        return document.WithSyntaxRoot(type.NeedsImport ? SystemType.Import((CompilationUnitSyntax)changed) : changed);
    }

    /// <summary>
    /// Whether the place takes no null, so that the compiler would warn: the variable may be missing. Where the client takes null, it
    /// reports a missing key itself.
    /// </summary>
    private bool MustNotBeNull(SemanticModel model, CancellationToken cancellationToken) =>
        model.GetNullableContext(expression.SpanStart).HasFlag(NullableContext.Enabled) &&
        model.GetOperation(expression, cancellationToken)?.Parent switch
        {
            IAssignmentOperation { Target: IPropertyReferenceOperation target } => target.Property.NullableAnnotation,
            IArgumentOperation argument => argument.Parameter?.NullableAnnotation,
            _ => null,
        }
        is not NullableAnnotation.Annotated;
}

/// <summary>How a type of the namespace <c>System</c> can be named at a place.</summary>
/// <param name="Qualifier">The text before the name; empty unless the name alone means another type.</param>
/// <param name="NeedsImport">Whether the namespace has to be imported first.</param>
internal readonly record struct SystemType(string Qualifier, bool NeedsImport)
{
    private const string Namespace = "System";

    public static SystemType Seen(SemanticModel model, int position, string name)
    {
        var seen = model.LookupNamespacesAndTypes(position, name: name);
        var isSystem = seen.Any(symbol => symbol.ToDisplayString() == $"{Namespace}.{name}");
        return new(!isSystem && !seen.IsEmpty ? $"global::{Namespace}." : string.Empty, NeedsImport: seen.IsEmpty);
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
