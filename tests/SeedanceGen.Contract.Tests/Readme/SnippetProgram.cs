using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SeedanceGen.Testing;

namespace SeedanceGen.Contract.Tests.Readme;

/// <summary>A program of a documentation page: compiled without a warning, and run against the mock.</summary>
internal static class SnippetProgram
{
    /// <summary>Those of a project that the .NET SDK creates.</summary>
    public const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; "
        + "global using System.Threading; global using System.Threading.Tasks;\n";

    /// <summary>What this process is built from.</summary>
    public static IEnumerable<PortableExecutableReference> References =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));

    public static IEnumerable<string> Of(string page) => FencedBlock.Of(page, "csharp").Select(block => block.Text);

    /// <summary>Runs in the folder, with the mock in the environment; so the tests that do it share a collection.</summary>
    public static async Task RunAsync(string snippet, SeedanceMockServer server, Scratch scratch)
    {
        Environment.SetEnvironmentVariable(SeedanceClientOptions.ApiKeyVariable, server.ApiKey);
        Environment.SetEnvironmentVariable(SeedanceClientOptions.BaseAddressVariable, server.BaseAddress.ToString());
        var folder = Environment.CurrentDirectory;
        Environment.CurrentDirectory = scratch.Folder;
        try
        {
            await (Task)Compile(snippet).EntryPoint!.DeclaringType!
                .GetMethod("<Main>$", BindingFlags.NonPublic | BindingFlags.Static)!
                .Invoke(null, [Array.Empty<string>()])!;
        }
        finally
        {
            Environment.CurrentDirectory = folder;
            Environment.SetEnvironmentVariable(SeedanceClientOptions.ApiKeyVariable, null);
            Environment.SetEnvironmentVariable(SeedanceClientOptions.BaseAddressVariable, null);
        }
    }

    private static Assembly Compile(string snippet)
    {
        var compilation = CSharpCompilation.Create(
            "Snippet" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(snippet)],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        result.Diagnostics
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1701")
            .ShouldBeEmpty(snippet);
        return Assembly.Load(image.ToArray());
    }
}
