using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace SeedanceGen.Generator.Tests.Infrastructure;

/// <summary>Runs a method of a compiled description: <c>static string Probe.Run(string)</c>.</summary>
internal static class CompiledSdk
{
    public static string Run(string yaml, string records, string probe, string input = "")
    {
        var compilation = SdkCompilation.Of(yaml, records, NullableContextOptions.Enable, probe);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())
            .ShouldBeEmpty();

        image.Position = 0;
        var context = new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true);
        try
        {
            var method = context.LoadFromStream(image).GetType("Probe", throwOnError: true)!.GetMethod("Run")!;
            return (string)method.Invoke(null, [input])!;
        }
        finally
        {
            context.Unload();
        }
    }
}
