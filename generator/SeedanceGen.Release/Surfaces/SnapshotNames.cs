namespace SeedanceGen.Release.Surfaces;

/// <summary>The files of the accepted listings: the snapshot tests write them and the comparison reads them.</summary>
internal static class SnapshotNames
{
    /// <summary>The folder of the snapshots, relative to the root of the repository.</summary>
    public const string Folder = "tests/SeedanceGen.Snapshots.Tests/Snapshots";

    /// <summary>The framework whose listing is compared.</summary>
    public const string ComparedFramework = "net10.0";

    public const string Rules = "AcceptedValueTests.What_each_model_accepts.verified.txt";

    private const string WireStart = "WireTests.What_is_sent.";
    private const string End = ".verified.txt";

    public static string Api(string assembly, string framework) => $"PublicApiTests.The_public_surface.{assembly}.{framework}{End}";

    public static string Wire(string listing) => WireStart + listing + End;

    /// <summary>The name of the wire listing in a file of this name; null for any other file.</summary>
    public static string? WireListing(string name) =>
        name.StartsWith(WireStart, StringComparison.Ordinal) && name.EndsWith(End, StringComparison.Ordinal)
            ? name[WireStart.Length..^End.Length]
            : null;
}
