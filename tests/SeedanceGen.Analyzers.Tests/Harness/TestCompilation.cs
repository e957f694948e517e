using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeedanceGen.Analyzers.Tests.Harness;

/// <summary>A user's project: the framework, the SDK and the test SDK as metadata, and one file.</summary>
internal static class TestCompilation
{
    /// <summary>C# 13: <c>params</c> can be another collection than an array. Older compilers have no name for this version.</summary>
    private const LanguageVersion ParamsCollections = (LanguageVersion)1300;

    /// <summary>The newest language of the compiler that these tests run.</summary>
    public static readonly CSharpParseOptions Language = new(
        LanguageVersion.Latest,
        DocumentationMode.None,
        preprocessorSymbols: LanguageVersion.Latest.MapSpecifiedToEffectiveVersion() >= ParamsCollections ? ["PARAMS_COLLECTIONS"] : []);

    public static readonly CSharpCompilationOptions Options = new(
        OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>What an SDK project imports implicitly.</summary>
    public const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;

        """;

    private static readonly Lazy<MetadataReference[]> FrameworkReferences = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll"))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))]);

    private static readonly Lazy<MetadataReference[]> AllReferences = new(() =>
        [.. Framework, MetadataReference.CreateFromFile(typeof(SeedanceClient).Assembly.Location), CompileTestSdk()]);

    public static MetadataReference[] Framework => FrameworkReferences.Value;

    public static MetadataReference[] References => AllReferences.Value;

    public static CSharpCompilation Of(string source) => CSharpCompilation.Create(
        "UserProject",
        [Parse(ImplicitUsings, "GlobalUsings.cs"), Parse(source, "Program.cs")],
        References,
        Options);

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, Language, path);

    private static PortableExecutableReference CompileTestSdk()
    {
        var assembly = typeof(TestCompilation).Assembly;
        var trees = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".cs", StringComparison.Ordinal)).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return Parse(reader.ReadToEnd(), name);
        });
        var sdk = CSharpCompilation.Create(
            "Studio",
            trees,
            [.. Framework, MetadataReference.CreateFromFile(typeof(SeedanceClient).Assembly.Location)],
            Options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var emitted = sdk.Emit(image);
        emitted.Diagnostics.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info).ShouldBeEmpty();
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
