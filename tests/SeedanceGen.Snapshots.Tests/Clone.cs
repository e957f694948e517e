using System.Reflection;
using SeedanceGen.Contract.Tests;

namespace SeedanceGen.Snapshots.Tests;

/// <summary>The clone that these tests were built in.</summary>
internal static class Clone
{
    public static string Root => Repository.Root;

    public static string Snapshots => PathOf(SpecChange.SnapshotNames.Folder.Split('/'));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A shipped assembly, as the build that these tests belong to made it.</summary>
    public static string Shipped(string assembly, string framework) =>
        PathOf("src", assembly, "bin", Configuration, framework, assembly + ".dll");

    private static string Configuration { get; } = typeof(Clone).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Configuration").Value!;
}
