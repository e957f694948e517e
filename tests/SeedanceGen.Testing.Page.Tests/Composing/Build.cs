using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeedanceGen.Testing.Page.Tests.Composing;

/// <summary>Compiles a program against the client, and runs it.</summary>
internal static class Build
{
    private const string Usings = "global using System; global using System.Threading.Tasks;";

    /// <summary>How these tests were built.</summary>
    public static string Configuration { get; } = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/', '\\')))!;

    public static async Task RunAsync(string program, string apiKey)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Program" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(program)],
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly);
        emitted.Success.ShouldBeTrue(string.Join('\n', emitted.Diagnostics) + '\n' + program);

        Environment.SetEnvironmentVariable("SEEDANCE_API_KEY", apiKey);
        try
        {
            var entry = Assembly.Load(assembly.ToArray()).GetTypes()
                .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
                .First(method => method.Name == "<Main>$");
            await (Task)entry.Invoke(null, [Array.Empty<string>()])!;
        }
        finally
        {
            Environment.SetEnvironmentVariable("SEEDANCE_API_KEY", null);
        }
    }
}
