namespace SeedanceGen.SpecChange;

/// <summary>Where the accepted listings are; the tests that lock them and the comparison read the same files.</summary>
internal static class SnapshotNames
{
    /// <summary>The folder of the snapshots, from the root of the repository.</summary>
    public const string Folder = "tests/SeedanceGen.Snapshots.Tests/Snapshots";

    /// <summary>The framework whose listing decides the verdict.</summary>
    public const string JudgedFramework = "net10.0";

    public const string Rules = "AcceptedValueTests.What_each_model_accepts.verified.txt";

    private const string WireStart = "WireTests.What_is_sent.";
    private const string End = ".verified.txt";

    public static string Api(string assembly, string framework) => $"PublicApiTests.The_public_surface.{assembly}.{framework}{End}";

    public static string Wire(string listing) => WireStart + listing + End;

    /// <summary>The listing that a file of this name holds; null when it is no file of the wire.</summary>
    public static string? WireListing(string name) =>
        name.StartsWith(WireStart, StringComparison.Ordinal) && name.EndsWith(End, StringComparison.Ordinal) ? name[WireStart.Length..^End.Length] : null;
}
