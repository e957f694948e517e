using SeedanceGen.Release.Surfaces;
using SeedanceGen.TestKit.Snapshots;

namespace SeedanceGen.Snapshots.Tests.Surface;

/// <summary>
/// What users compile against, for each shipped library and framework. (No code compiles against the analyzers and the tool.)
/// </summary>
public sealed class PublicApiTests
{
    private static readonly string[] Assemblies =
    [
        "SeedanceGen", "SeedanceGen.AI", "SeedanceGen.AspNetCore", "SeedanceGen.Testing.WireMock",
        "SeedanceGen.Testing", "SeedanceGen.Testing.Conformance", "SeedanceGen.Testing.Host", "SeedanceGen.Testing.Xunit",
        "SeedanceGen.Testing.XunitV3",
    ];
    private static readonly string[] Frameworks = ["net8.0", "net10.0"];

    /// <summary>Aspire, Quartz and the client of S3 are for one framework only.</summary>
    private static readonly (string Assembly, string Framework)[] Builds =
    [
        .. from assembly in Assemblies from framework in Frameworks select (assembly, framework),
        ("SeedanceGen.Aspire.Hosting", "net10.0"), ("SeedanceGen.Media.S3", "net10.0"),
        ("SeedanceGen.Durable", "net10.0"), ("SeedanceGen.Durable.PostgreSql", "net10.0"), ("SeedanceGen.Durable.Sqlite", "net10.0"),
    ];

    internal static IEnumerable<Snapshot> Produced { get; } = Builds
        .Select(build => new Snapshot(
            SnapshotNames.Api(build.Assembly, build.Framework), ApiListing.Of(Clone.Shipped(build.Assembly, build.Framework))))
        .ToList();

    public static TheoryData<Snapshot> Listings => new(Produced);

    [Theory]
    [MemberData(nameof(Listings), DisableDiscoveryEnumeration = true)]
    public void The_public_surface(Snapshot listing) => SnapshotFolder.Committed(Clone.Snapshots).ShouldMatch(listing);
}
