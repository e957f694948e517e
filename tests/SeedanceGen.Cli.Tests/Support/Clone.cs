namespace SeedanceGen.Snapshots.Tests;

/// <summary>Where this project's accepted files are; the comparer is that of the snapshot tests.</summary>
internal static class Clone
{
    /// <summary>Found from where the tests run: a deterministic build writes no path of a machine into what it compiles.</summary>
    public static string Snapshots { get; } = Path.Combine(Root(), "tests", "SeedanceGen.Cli.Tests", "Snapshots");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SeedanceGen.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"There is no SeedanceGen.sln above {AppContext.BaseDirectory}.");
        return folder.FullName;
    }
}
