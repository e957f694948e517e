using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SeedanceGen.Benchmarks.Fixture;

namespace SeedanceGen.Benchmarks.Roslyn;

/// <summary>The SDK's own sources as its build compiles them.</summary>
internal static class SdkSources
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Language =
        new(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"]);

    private static readonly string Folder = Path.Combine(RepositoryFolders.Metadata("RepositoryRoot"), "src", "SeedanceGen");

    public static CSharpCompilation Compilation { get; } = CSharpCompilation.Create(
        "SeedanceGen",
        [.. SourceFiles().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), Language, file)),
            CSharpSyntaxTree.ParseText(Usings, Language)],
        [.. References().Select(path => MetadataReference.CreateFromFile(path))],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The generator of System.Text.Json that comes with the SDK of .NET.</summary>
    public static ISourceGenerator JsonGenerator { get; } =
        new AnalyzerFileReference(RepositoryFolders.Metadata("JsonGenerator"), new PathLoader()).GetGenerators(LanguageNames.CSharp)
            .Single();

    public static GeneratorDriver Driver(params ISourceGenerator[] generators)
    {
        var spec = new SpecFile(RepositoryFolders.Yaml);
        return CSharpGeneratorDriver.Create(generators, [spec], Language, new SpecMark(spec));
    }

    /// <summary>The same after an edit of a file that has nothing to do with requests.</summary>
    public static CSharpCompilation Edited(CSharpCompilation compilation, int edit) => compilation.ReplaceSyntaxTree(
        compilation.SyntaxTrees[^1], CSharpSyntaxTree.ParseText(FormattableString.Invariant($"{Usings} // {edit}"), Language));

    private static IEnumerable<string> SourceFiles() => Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => Path.GetRelativePath(Folder, file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("SeedanceGen", StringComparison.Ordinal));
}
