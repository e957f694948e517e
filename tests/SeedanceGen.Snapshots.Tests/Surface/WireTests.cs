using SeedanceGen.Release.Surfaces;
using SeedanceGen.TestKit.Snapshots;

namespace SeedanceGen.Snapshots.Tests.Surface;

/// <summary>The exact bytes of each builder with every option set, the texts of the known values, and where requests go.</summary>
public sealed class WireTests
{
    internal static IEnumerable<Snapshot> Produced { get; } = WireListing.Of(typeof(SeedanceClient).Assembly)
        .Select(listing => new Snapshot(SnapshotNames.Wire(listing.Key), listing.Value)).ToList();

    public static TheoryData<Snapshot> Listings => new(Produced);

    [Theory]
    [MemberData(nameof(Listings), DisableDiscoveryEnumeration = true)]
    public void What_is_sent(Snapshot listing) => SnapshotFolder.Committed(Clone.Snapshots).ShouldMatch(listing);
}
