using System.IO.Compression;
using System.Security.Cryptography;
using NuGet.Packaging;
using NuGet.Versioning;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Release.Packages;

/// <summary>A package on the disk.</summary>
internal sealed record PackageFile(string Id, NuGetVersion Version, string File)
{
    /// <summary>
    /// Whether two packages hold the same files. The container's own entries do not count: a server may have signed one of them.
    /// </summary>
    public static bool HaveSameContents(string first, string second) => Hashes(first).SequenceEqual(Hashes(second));

    /// <summary>The commit that the package was packed from; null when it does not say.</summary>
    public string? Commit
    {
        get
        {
            using var reader = new PackageArchiveReader(File);
            return reader.NuspecReader.GetRepositoryMetadata().Commit is { Length: > 0 } commit ? commit : null;
        }
    }

    /// <summary>
    /// The surface of each package that has an assembly to compile against; a tool has none. Another assembly in a package has nothing for
    /// users, and has to be there only for the package's own to be read.
    /// </summary>
    public static IReadOnlyDictionary<string, PackageSurface> Surfaces(IEnumerable<PackageFile> packages)
    {
        // All in one folder, so that each assembly finds its siblings.
        var folder = Directory.CreateTempSubdirectory("seedance-surface-");
        try
        {
            var ids = new HashSet<string>(StringComparer.Ordinal);
            foreach (var package in packages)
            {
                ids.Add(package.Id);
                ExtractAssemblies(package.File, folder.FullName);
            }

            return folder.EnumerateFiles("*.dll").Where(file => ids.Contains(Path.GetFileNameWithoutExtension(file.Name))).ToDictionary(
                file => Path.GetFileNameWithoutExtension(file.Name), file => PackageSurface.Of(file.FullName), StringComparer.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void ExtractAssemblies(string package, string folder)
    {
        using var archive = ZipFile.OpenRead(package);
        foreach (var entry in archive.Entries)
        {
            if (entry.FullName == $"lib/{SnapshotNames.ComparedFramework}/{entry.Name}"
                && entry.Name.EndsWith(".dll", StringComparison.Ordinal))
                entry.ExtractToFile(Path.Combine(folder, entry.Name));
        }
    }

    private static SortedDictionary<string, string> Hashes(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries.Where(IsContent))
        {
            using var content = entry.Open();
            hashes[entry.FullName] = Convert.ToHexString(SHA256.HashData(content));
        }

        return hashes;
    }

    private static bool IsContent(ZipArchiveEntry entry) =>
        entry.FullName is not ("_rels/.rels" or "[Content_Types].xml" or ".signature.p7s")
        && !entry.FullName.StartsWith("package/", StringComparison.Ordinal);
}
