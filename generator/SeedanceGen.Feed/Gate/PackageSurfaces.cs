using SeedanceGen.Feed.Packing;
using SeedanceGen.SpecChange;
using SeedanceGen.SpecChange.Comparison;
using SeedanceGen.SpecChange.Listing;

namespace SeedanceGen.Feed.Gate;

/// <summary>What users can notice of each package, read from the package files; a tool has no surface of this kind.</summary>
internal static class PackageSurfaces
{
    public static IReadOnlyDictionary<string, Surface> Of(IEnumerable<PackedPackage> packages)
    {
        var folder = Directory.CreateTempSubdirectory("seedance-surface-");
        try
        {
            // All in one folder, so that each is read with its siblings.
            foreach (var package in packages)
                PackageContents.ExtractAssemblies(package.File, SnapshotNames.JudgedFramework, folder.FullName);
            return folder.EnumerateFiles("*.dll").ToDictionary(
                file => Path.GetFileNameWithoutExtension(file.Name), file => OfAssembly(file.FullName), StringComparer.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Each assembly's surface as it was just built.</summary>
    public static Surface OfAssembly(string file) =>
        Path.GetFileNameWithoutExtension(file) == House.Sdk ? Surface.Of(file) : new Surface(ApiListing.Of(file), "", new Dictionary<string, string>());

    /// <summary>The differences by package; a package that is gone breaks its users, a new one nobody.</summary>
    public static IReadOnlyDictionary<string, SurfaceComparison> Compare(
        IReadOnlyDictionary<string, Surface> accepted, IReadOnlyDictionary<string, Surface> current) =>
        new SortedDictionary<string, SurfaceComparison>(accepted.ToDictionary(
            pair => pair.Key,
            pair => current.TryGetValue(pair.Key, out var now)
                ? SurfaceComparison.Between(pair.Value, now)
                : new SurfaceComparison([new Change(Verdict.Major, Area.PublicSurface, $"- package {pair.Key}")])), StringComparer.Ordinal);
}
