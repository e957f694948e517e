using SeedanceGen.Release.Surfaces;
using SeedanceGen.TestKit.Snapshots;

namespace SeedanceGen.Snapshots.Tests.Surface;

/// <summary>The limits, as they are in the compiled library.</summary>
public sealed class AcceptedValueTests
{
    internal static Snapshot Produced { get; } =
        new(SnapshotNames.Rules, RuleListing.Of(Clone.Shipped("SeedanceGen", SnapshotNames.ComparedFramework)));

    [Fact]
    public void What_each_model_accepts() => SnapshotFolder.Committed(Clone.Snapshots).ShouldMatch(Produced);
}
