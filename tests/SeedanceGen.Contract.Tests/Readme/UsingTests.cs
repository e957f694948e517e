using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeedanceGen.Contract.Tests.Readme;

/// <summary>A reader who copies an example finds the namespaces of its types in it.</summary>
[Trait("Category", "Slow")]
public sealed class UsingTests
{
    /// <summary>
    /// The pages of the analyzers show single statements, an AppHost has the namespaces of Aspire from its SDK, and the others show whole
    /// files, which the tests of packages build.
    /// </summary>
    private static readonly string[] Others =
    [
        "generator/SeedanceGen.Analyzers/docs/", "src/SeedanceGen.Aspire.Hosting/README.md",
        "src/docs/testing-applications.md", "src/docs/testing-frameworks.md",
    ];

    private static readonly Lazy<(List<MetadataReference> References, HashSet<string> Types)> Known = new(Read);

    public static TheoryData<string> Pages =>
    [
        .. FencedBlock.All.Where(block => block.Language == "csharp").Select(block => block.Page).Distinct()
            .Where(page => !Others.Any(other => page.StartsWith(other, StringComparison.Ordinal))),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_example_of_a_page_shows_the_usings_of_its_types(string page)
    {
        foreach (var block in FencedBlock.Of(page, "csharp"))
        {
            block.Usings.ShouldNotBeEmpty(block.Text);
            Missing(block.Text).ShouldBeEmpty(block.Text);
        }
    }

    [Fact]
    public void A_using_that_is_missing_is_found() =>
        Missing("using SeedanceGen;\n\nawait using var mock = SeedanceMock.InMemory();\n").ShouldBe(["SeedanceMock"]);

    /// <summary>
    /// The types that exist and are not found. What an example takes from its surroundings, such as a variable, is not found either, and
    /// is the reader's own.
    /// </summary>
    private static List<string> Missing(string example)
    {
        var tree = CSharpSyntaxTree.ParseText(example);
        var compilation = CSharpCompilation.Create(
            "Example", [CSharpSyntaxTree.ParseText(SnippetProgram.ImplicitUsings), tree], Known.Value.References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        return
        [
            .. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Id is "CS0246" or "CS0103")
                .Select(diagnostic => tree.GetText().ToString(diagnostic.Location.SourceSpan).Split('<')[0])
                .Where(name => Known.Value.Types.Contains(name) || Known.Value.Types.Contains(name + "Attribute")).Distinct(),
        ];
    }

    private static (List<MetadataReference> References, HashSet<string> Types) Read()
    {
        var references = SnippetProgram.References.ToList<MetadataReference>();
        var compilation = CSharpCompilation.Create("Types", references: references);
        var types = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<INamespaceSymbol>([compilation.GlobalNamespace]);
        while (waiting.TryPop(out var space))
        {
            foreach (var inner in space.GetNamespaceMembers())
                waiting.Push(inner);
            types.UnionWith(space.GetTypeMembers()
                .Where(type => type.DeclaredAccessibility == Accessibility.Public).Select(type => type.Name));
        }

        return (references, types);
    }
}
