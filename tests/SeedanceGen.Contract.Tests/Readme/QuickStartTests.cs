using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SeedanceGen.Testing;

namespace SeedanceGen.Contract.Tests.Readme;

/// <summary>The programs that the README pages show compile without a warning, and run.</summary>
public sealed partial class QuickStartTests
{
    private const string ImplicitUsings =
        "global using System; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks; global using SeedanceGen;\n";

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/SeedanceGen/README.md")]
    public async Task The_quick_start_makes_a_video(string page)
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        using var scratch = new Scratch();
        Environment.SetEnvironmentVariable(SeedanceClientOptions.ApiKeyVariable, server.ApiKey);
        Environment.SetEnvironmentVariable(SeedanceClientOptions.BaseAddressVariable, server.BaseAddress.ToString());
        var folder = Environment.CurrentDirectory;
        Environment.CurrentDirectory = scratch.Folder;
        try
        {
            foreach (var snippet in Snippets(page))
                await (Task)Compile(snippet).EntryPoint!.DeclaringType!.GetMethod("<Main>$", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, [Array.Empty<string>()])!;
        }
        finally
        {
            Environment.CurrentDirectory = folder;
            Environment.SetEnvironmentVariable(SeedanceClientOptions.ApiKeyVariable, null);
            Environment.SetEnvironmentVariable(SeedanceClientOptions.BaseAddressVariable, null);
        }

        File.ReadAllBytes(scratch.File("river.mp4")).AsSpan(4, 4).SequenceEqual("ftyp"u8).ShouldBeTrue();
        server.Ledger.Charges.Count.ShouldBe(1);
    }

    private static IEnumerable<string> Snippets(string page) =>
        Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))).Select(match => match.Groups[1].Value);

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
        result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1701").ShouldBeEmpty();
        return Assembly.Load(image.ToArray());
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
