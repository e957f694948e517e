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
        "SeedanceGen", "SeedanceGen.AspNetCore",
        "SeedanceGen.Testing", "SeedanceGen.Testing.Conformance", "SeedanceGen.Testing.Host", "SeedanceGen.Testing.Xunit",
    ];
    private static readonly string[] Frameworks = ["net8.0", "net10.0"];

    internal static IEnumerable<Snapshot> Produced { get; } = (
        from assembly in Assemblies
        from framework in Frameworks
        select new Snapshot(SnapshotNames.Api(assembly, framework), ApiListing.Of(Clone.Shipped(assembly, framework)))).ToList();

    public static TheoryData<Snapshot> Listings => new(Produced);

    [Theory]
    [MemberData(nameof(Listings), DisableDiscoveryEnumeration = true)]
    public void The_public_surface(Snapshot listing) => SnapshotFolder.Committed(Clone.Snapshots).ShouldMatch(listing);
}
