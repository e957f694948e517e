using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SeedanceGen.Analyzers.Acceptance;

namespace SeedanceGen.Analyzers.CodeFixes.Acceptance;

/// <summary>Changes a constant that the model does not accept to one that it accepts, the nearest first.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConstantNotAcceptedFix))]
public sealed class ConstantNotAcceptedFix : CodeFixProvider
{
    /// <summary>The key that the fixes to the nearest value share, so that one command fixes a whole solution.</summary>
    private const string NearestKey = "SeedanceGen.Nearest";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Descriptors.ConstantNotAcceptedId);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax expression &&
                diagnostic.Properties.TryGetValue(Replacements.Key, out var replacements) && replacements is not null &&
                diagnostic.Properties.TryGetValue(Replacements.KindKey, out var name) && Enum.TryParse<ReplacementKind>(name, out var kind))
            {
                Register(context, diagnostic, new ExpressionReplacement(context.Document, expression, kind), replacements);
            }
        }
    }

    private static void Register(CodeFixContext context, Diagnostic diagnostic, ExpressionReplacement replacement, string replacements)
    {
        var key = NearestKey;
        foreach (var text in replacements.Split(Replacements.Separator))
        {
            context.RegisterCodeFix(
                CodeAction.Create($"Change to {replacement.Shown(text)}", cancel => replacement.ApplyAsync(text, cancel), key),
                diagnostic);
            key = $"SeedanceGen.To:{text}";
        }
    }
}
