namespace SeedanceGen.Cli.Tests.Support;

/// <summary>Where this project's accepted files are; the comparer is that of the snapshot tests.</summary>
internal static class Clone
{
    public static string Snapshots { get; } = Repository.PathOf("tests", "SeedanceGen.Cli.Tests", "Snapshots");
}
