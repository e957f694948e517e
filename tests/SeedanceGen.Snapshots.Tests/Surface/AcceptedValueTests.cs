using SeedanceGen.Snapshots.Tests.Comparer;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Snapshots.Tests.Surface;

/// <summary>The limits, as they are in the compiled library.</summary>
public sealed class AcceptedValueTests
{
    internal static Snapshot Produced { get; } =
        new(SnapshotNames.Rules, RuleListing.Of(Clone.Shipped("SeedanceGen", SnapshotNames.ComparedFramework)));

    [Fact]
    public void What_each_model_accepts() => SnapshotFolder.Committed().ShouldMatch(Produced);
}
