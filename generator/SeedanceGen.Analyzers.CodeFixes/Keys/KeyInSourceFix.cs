using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SeedanceGen.Analyzers.Keys;

namespace SeedanceGen.Analyzers.CodeFixes.Keys;

/// <summary>Takes an API key out of the source: the client reads it from the environment.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeyInSourceFix)), Shared]
public sealed class KeyInSourceFix : CodeFixProvider
{
    private const string OmitKey = "SeedanceGen.OmitKey";
    private const string ReadKey = "SeedanceGen.ReadKey";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.KeyInSourceId];

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
