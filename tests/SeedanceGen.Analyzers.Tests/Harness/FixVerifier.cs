using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SeedanceGen.Analyzers.Tests.Harness;

/// <summary>Applies a fix as an editor does and compares the whole text.</summary>
internal sealed class FixVerifier(string id, CodeFixProvider fix)
{
    /// <summary>Fixes the only diagnostic of a body of code, with the action of this position; nothing is reported afterwards.</summary>
    public async Task FixesAsync(string body, string expectedBody, int action = 0) =>
        (await ApplyAsync(Verifier.InMain(body), action)).ShouldBe(Verifier.InMain(expectedBody));

    public async Task<string> ApplyAsync(string source, int action, string usings = TestCompilation.ImplicitUsings)
    {
        var document = TestWorkspace.DocumentOf(source, usings);
        var diagnostic = (await DiagnosticsAsync(document)).ShouldHaveSingleItem();
        var actions = await ActionsAsync(document, diagnostic);
        var changed = await ApplyAsync(document, actions[action]);
        (await DiagnosticsAsync(changed)).ShouldBeEmpty();
        return (await changed.GetTextAsync()).ToString();
    }

    /// <summary>The titles of what is offered for the only diagnostic of a body of code.</summary>
    public Task<IEnumerable<string>> TitlesAsync(string body) => TitlesOfSourceAsync(Verifier.InMain(body));

    public async Task<IEnumerable<string>> TitlesOfSourceAsync(string source)
    {
        var document = TestWorkspace.DocumentOf(source);
        var diagnostic = (await DiagnosticsAsync(document)).ShouldHaveSingleItem();
        return (await ActionsAsync(document, diagnostic)).Select(action => action.Title);
    }

    /// <summary>Fixes every diagnostic at once, as the first action for the first of them would.</summary>
    public async Task FixesAllAsync(string body, string expectedBody)
    {
        var document = TestWorkspace.DocumentOf(Verifier.InMain(body));
        var diagnostics = await DiagnosticsAsync(document);
        var first = (await ActionsAsync(document, diagnostics[0]))[0];
        var context = new FixAllContext(
            document, fix, FixAllScope.Document, first.EquivalenceKey!, [id], new KnownDiagnostics(diagnostics), CancellationToken.None);
        var all = await fix.GetFixAllProvider()!.GetFixAsync(context);
        var changed = await ApplyAsync(document, all!);
        (await DiagnosticsAsync(changed)).ShouldBeEmpty();
        (await changed.GetTextAsync()).ToString().ShouldBe(Verifier.InMain(expectedBody));
    }

    private async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Document document)
    {
        var compilation = await document.Project.GetCompilationAsync();
        var found = await Analysis.RunAsync(compilation!);
        found.ShouldAllBe(diagnostic => diagnostic.Id == id);
        return found;
    }

    private async Task<List<CodeAction>> ActionsAsync(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(
            new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        actions.Select(action => action.EquivalenceKey).ShouldBeUnique();
        return actions;
    }

    private static async Task<Document> ApplyAsync(Document document, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var solution = operations.OfType<ApplyChangesOperation>().ShouldHaveSingleItem().ChangedSolution;
        return solution.GetDocument(document.Id)!;
    }
}
