using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeedanceGen.Release.Surfaces;

/// <summary>Reads an assembly of any framework as symbols, without running it.</summary>
internal static class AssemblyReader
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> Framework = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>Reads the file. Its references are the other assemblies of its folder, then those of this program.</summary>
    public static IAssemblySymbol Read(string file)
    {
        // Reading the bytes leaves the file free to be rebuilt while this program runs.
        var own = Reference(file);
        var neighbours = Directory.GetFiles(Path.GetDirectoryName(file)!, "*.dll").Where(path => path != file).ToList();
        var names = neighbours.Append(file).Select(Path.GetFileName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var others = Framework.Value.Where(reference => !names.Contains(Path.GetFileName(reference.Display)));
        var compilation = CSharpCompilation.Create("Listing", references: [own, .. neighbours.Select(Reference), .. others]);
        return compilation.GetAssemblyOrModuleSymbol(own) as IAssemblySymbol
            ?? throw new InvalidOperationException($"{file} is not an assembly.");
    }

    public static IEnumerable<INamedTypeSymbol> PublicTypes(IAssemblySymbol assembly) => Types(assembly.GlobalNamespace)
        .OrderBy(type => type.ToDisplayString(Signature.Name), StringComparer.Ordinal);

    private static PortableExecutableReference Reference(string file) =>
        MetadataReference.CreateFromImage(File.ReadAllBytes(file), filePath: file);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                if (!Signature.IsVisible(type))
                    continue;
                yield return type;
            }

            foreach (var inner in Types(member))
                yield return inner;
        }
    }
}
