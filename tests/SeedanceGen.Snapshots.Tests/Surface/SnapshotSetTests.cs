using SeedanceGen.TestKit.Snapshots;

namespace SeedanceGen.Snapshots.Tests.Surface;

/// <summary>The snapshots and the tests that ask for them correspond.</summary>
public sealed class SnapshotSetTests
{
    internal static IEnumerable<Snapshot> All =>
        [.. GeneratedCodeTests.Produced, .. PublicApiTests.Produced, AcceptedValueTests.Produced, .. WireTests.Produced];

    [Fact]
    public void There_is_a_file_for_each_snapshot_and_no_other() =>
        SnapshotFolder.Committed(Clone.Snapshots).ShouldHoldExactly(All.Select(snapshot => snapshot.Verified));
}
