using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SeedanceGen.Generator;

namespace SeedanceGen.SpecChange.Tests.Compilation;

/// <summary>Compiles the SDK in memory with another client and another description; both generators of a build run.</summary>
internal static partial class SdkCompiler
{
    private const string ClientFile = "SeedanceApi.g.cs";

    /// <summary>The generator of log methods does not run here, so that their bodies are missing.</summary>
    private const string MissingLogMethod = "CS8795";

    /// <summary>
    /// What the project adds: its usings, and that tests see what is internal, so that a field which only they set is no warning.
    /// </summary>
    private const string Surroundings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("SeedanceGen.Tests")]
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NET8_0_OR_GREATER",
        "NET9_0_OR_GREATER", "NET10_0", "NET10_0_OR_GREATER"]);

    private static readonly Lazy<CSharpCompilation> HandWritten = new(() => CSharpCompilation.Create(
        "SeedanceGen",
        HandWrittenFiles().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), Language, file))
            .Append(CSharpSyntaxTree.ParseText(Surroundings, Language, "Surroundings.cs")),
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("SeedanceGen", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));

    private static readonly Lazy<ImmutableArray<ISourceGenerator>> Generators = new(() =>
    [
        new SeedanceGenerator().AsSourceGenerator(),
        .. new AnalyzerFileReference(JsonGenerator(), new FromFile()).GetGenerators(LanguageNames.CSharp),
    ]);

    /// <summary>The errors and, in generated code, the warnings: they are errors in a build.</summary>
    public static IReadOnlyList<string> Errors(string yaml, string client)
    {
        var sdk = HandWritten.Value.AddSyntaxTrees(CSharpSyntaxTree.ParseText(client, Language, ClientFile));
        CSharpGeneratorDriver.Create(Generators.Value, [new Description(yaml)], Language, new Marked())
            .RunGeneratorsAndUpdateCompilation(sdk, out var compilation, out var reported);
        return
        [
            .. reported.Concat(compilation.GetDiagnostics()).Where(diagnostic => diagnostic.Id != MissingLogMethod && Counts(diagnostic))
                .Select(diagnostic => diagnostic.ToString()).Distinct(StringComparer.Ordinal),
        ];
    }

    private static bool Counts(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error
        || diagnostic is { Severity: DiagnosticSeverity.Warning, IsSuppressed: false }
            && diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true
            && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal);

    /// <summary>The SDK's own source, and the folders of the shared source that its project names.</summary>
    private static IEnumerable<string> HandWrittenFiles() => SharedFolder()
        .Matches(File.ReadAllText(Repository.PathOf("src", "SeedanceGen", "SeedanceGen.csproj")))
        .Select(match => Repository.PathOf("src", "Shared", match.Groups[1].Value))
        .Append(Repository.PathOf("src", "SeedanceGen"))
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Where(file => Path.GetFileName(file) != ClientFile
            && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>The generator of the framework's JSON serialization, from the SDK that these tests run on.</summary>
    private static string JsonGenerator()
    {
        var dotnet = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        var pack = Path.Combine(dotnet, "packs", "Microsoft.NETCore.App.Ref");
        return Directory.EnumerateFiles(pack, "System.Text.Json.SourceGeneration.dll", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Last();
    }

    private sealed class Description(string text) : AdditionalText
    {
        public override string Path => "seedance.openapi.yaml";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    /// <summary>Marks the description as the SDK's project does.</summary>
    private sealed class Marked : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(isMarked: false);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(isMarked: true);

        private sealed class Options(bool isMarked) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = "true";
                return isMarked && key == "build_metadata.AdditionalFiles.SeedanceSpec";
            }
        }
    }

    private sealed class FromFile : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => System.Reflection.Assembly.LoadFrom(fullPath);
    }

    [GeneratedRegex("""Compile Include="\.\./Shared/(\w+)/""")]
    private static partial Regex SharedFolder();
}
