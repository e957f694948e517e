using System.IO.Compression;
using System.Security.Cryptography;

namespace SeedanceGen.Feed.Packing;

/// <summary>What a package file holds, apart from the bookkeeping of its container.</summary>
internal static class PackageContents
{
    /// <summary>Whether two packages hold the same files; a server may have signed one of them.</summary>
    public static bool AreSame(string first, string second) => Hashes(first).SequenceEqual(Hashes(second));

    /// <summary>Unpacks the assemblies that a framework gets; none for a tool.</summary>
    public static void ExtractAssemblies(string package, string framework, string folder)
    {
        using var archive = ZipFile.OpenRead(package);
        foreach (var entry in archive.Entries.Where(entry => entry.FullName == $"lib/{framework}/{entry.Name}" && entry.Name.EndsWith(".dll", StringComparison.Ordinal)))
            entry.ExtractToFile(Path.Combine(folder, entry.Name));
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
        entry.FullName is not ("_rels/.rels" or "[Content_Types].xml" or ".signature.p7s") && !entry.FullName.StartsWith("package/", StringComparison.Ordinal);
}
