using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NuGet.Versioning;
using SeedanceGen.Release.Packages;

namespace SeedanceGen.Package.Tests.Feeds;

/// <summary>A package with one assembly, compiled in memory from one source text.</summary>
internal static class SmallPackage
{
    public const string Id = "Small";

    public static PackageFile In(string folder, string version, string source, string id = Id)
    {
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, $"{id}.{version}.nupkg");
        using var archive = new ZipArchive(File.Create(file), ZipArchiveMode.Create);
        using (var nuspec = new StreamWriter(archive.CreateEntry(id + ".nuspec").Open()))
        {
            nuspec.Write($"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata><id>{id}</id><version>{version}</version><authors>test</authors><description>test</description></metadata>
                </package>
                """);
        }

        using (var assembly = archive.CreateEntry($"lib/net10.0/{id}.dll").Open())
            assembly.Write(Compiled(id, source));
        return new PackageFile(id, NuGetVersion.Parse(version), file);
    }

    private static byte[] Compiled(string id, string source)
    {
        var compilation = CSharpCompilation.Create(
            id, [CSharpSyntaxTree.ParseText(source)], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true));
        using var image = new MemoryStream();
        compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return image.ToArray();
    }
}
