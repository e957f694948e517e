using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SeedanceGen.Testing;

namespace SeedanceGen.Contract.Tests.Readme;

/// <summary>A program of a documentation page: compiled without a warning, and run against the mock.</summary>
internal static partial class SnippetProgram
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; "
        + "global using System.Threading; global using System.Threading.Tasks; global using SeedanceGen;\n";

    public static IEnumerable<string> Of(string page) =>
        Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))).Select(match => match.Groups[1].Value);

    /// <summary>Runs in the folder, with the mock in the environment; the tests of one class do not run at the same time.</summary>
    public static async Task RunAsync(string snippet, SeedanceMockServer server, Scratch scratch)
    {
        Environment.SetEnvironmentVariable(SeedanceClientOptions.ApiKeyVariable, server.ApiKey);
        Environment.SetEnvironmentVariable(SeedanceClientOptions.BaseAddressVariable, server.BaseAddress.ToString());
        var folder = Environment.CurrentDirectory;
        Environment.CurrentDirectory = scratch.Folder;
        try
        {
            await (Task)Compile(snippet).EntryPoint!.DeclaringType!.GetMethod("<Main>$", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, [Array.Empty<string>()])!;
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
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Snippet" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(snippet)],
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1701").ShouldBeEmpty(snippet);
        return Assembly.Load(image.ToArray());
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
