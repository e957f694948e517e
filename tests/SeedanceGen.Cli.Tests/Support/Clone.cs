using System.Runtime.CompilerServices;

namespace SeedanceGen.Snapshots.Tests;

/// <summary>Where this project's accepted files are; the comparer is that of the snapshot tests.</summary>
internal static class Clone
{
    public static string Snapshots { get; } = Path.Combine(Here(), "..", "Snapshots");

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
