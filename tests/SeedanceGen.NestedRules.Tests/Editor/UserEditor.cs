using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SeedanceGen.Analyzers.Acceptance;
using SeedanceGen.Analyzers.CodeFixes.Acceptance;
using SeedanceGen.Analyzers.Requests;

namespace SeedanceGen.NestedRules.Tests.Editor;

/// <summary>A user's editor: source that uses the client of these tests, and what SDG1001 says about it.</summary>
internal static class UserEditor
{
    private const string Start = "using System; using System.Collections.Generic; using SeedanceGen;\n";

    private static readonly CSharpCompilationOptions Options =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private static readonly Lazy<MetadataReference[]> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(VideoGenerationRequest).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private static ImmutableArray<DiagnosticAnalyzer> Analyzers => [new ConstantNotAcceptedAnalyzer(), new RequestNotAcceptedAnalyzer()];

    public static CSharpCompilation Compile(string source)
    {
        var compilation = CSharpCompilation.Create("User", [CSharpSyntaxTree.ParseText(Start + source)], References.Value, Options);
        compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).ShouldBeEmpty("The user's code compiles.");
        return compilation;
    }

    /// <summary>What the editor says, in the order of the source.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(Compilation compilation)
    {
        var found = await compilation.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync();
        found.Where(each => each.Id != "SDG1001").ShouldBeEmpty("No analyzer throws.");
        return [.. found.OrderBy(each => each.Location.SourceSpan.Start)];
    }

    /// <summary>The marked text and the message of each diagnostic of a method's body.</summary>
    public static async Task<(string Marked, string Message)[]> SaysAsync(string body)
    {
        var compilation = Compile(InMethod(body));
        var text = compilation.SyntaxTrees[0].ToString();
        return
        [
            .. (await DiagnosticsAsync(compilation)).Select(each => (
                text.Substring(each.Location.SourceSpan.Start, each.Location.SourceSpan.Length),
                each.GetMessage(CultureInfo.InvariantCulture))),
        ];
    }

    /// <summary>The body after the first fix of its only diagnostic; null when there is none.</summary>
    public static async Task<string?> FixedAsync(string body)
    {
        using var workspace = new AdhocWorkspace();
        var document = workspace.AddProject("User", LanguageNames.CSharp)
            .WithCompilationOptions(Options).WithMetadataReferences(References.Value).AddDocument("User.cs", Start + InMethod(body));
        var found = await DiagnosticsAsync((await document.Project.GetCompilationAsync())!);
        var actions = new List<CodeAction>();
        var context = new CodeFixContext(document, found.ShouldHaveSingleItem(), (action, _) => actions.Add(action), default);
        await new ConstantNotAcceptedFix().RegisterCodeFixesAsync(context);
        if (actions.Count == 0)
            return null;
        var change = (await actions[0].GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single();
        var text = (await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
        return text[(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..text.LastIndexOf(End, StringComparison.Ordinal)];
    }

    private const string Begin = "/*begin*/";
    private const string End = "/*end*/";

    private static string InMethod(string body) =>
        $"#nullable enable\npublic static class Use {{ public static void Run(int number, string text, bool flag, Camera given, "
        + $"VideoGenerationRequest old, BetaRequestBuilder builder, Action<CameraBuilder> set) {{ {Begin}{body}{End} }} "
        + "public static void Take(VideoGenerationRequest request) { } "
        + "public static T Common<T>(T some) where T : VideoRequestBuilder<T> => some; }";
}
