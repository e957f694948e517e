using System.Reflection;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Snapshots.Tests;

/// <summary>What these tests compare, in the clone that they were built in.</summary>
internal static class Clone
{
    public static string Snapshots => Repository.PathOf(SnapshotNames.Folder.Split('/'));

    /// <summary>A shipped assembly, as the build that these tests belong to made it.</summary>
    public static string Shipped(string assembly, string framework) =>
        Repository.PathOf("src", assembly, "bin", Configuration, framework, assembly + ".dll");

    private static string Configuration { get; } = typeof(Clone).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Configuration").Value!;
}
