using SeedanceGen.SpecChange.Listing;
using SeedanceGen.SpecChange.Wire;

namespace SeedanceGen.SpecChange;

/// <summary>All that a user of the SDK can notice of an edit of the description.</summary>
/// <param name="Api">The public API.</param>
/// <param name="Rules">What each model accepts.</param>
/// <param name="Wire">What is sent, by the name of the listing.</param>
internal sealed record Surface(string Api, string Rules, IReadOnlyDictionary<string, string> Wire)
{
    public static Surface Of(string assemblyFile) =>
        new(ApiListing.Of(assemblyFile), RuleListing.Of(assemblyFile), WireListing.Of(assemblyFile));

    /// <summary>Reads the snapshots.</summary>
    /// <param name="names">The names of all snapshot files.</param>
    /// <param name="read">Gives the text of one.</param>
    public static Surface Accepted(IEnumerable<string> names, Func<string, string> read)
    {
        var files = names.ToHashSet(StringComparer.Ordinal);
        var wire = files.Where(name => SnapshotNames.WireListing(name) is not null);
        return new Surface(
            Text(SnapshotNames.Api("SeedanceGen", SnapshotNames.JudgedFramework)), Text(SnapshotNames.Rules),
            wire.ToDictionary(name => SnapshotNames.WireListing(name)!, read, StringComparer.Ordinal));

        string Text(string name) => files.Contains(name)
            ? read(name)
            : throw new SpecChangeException($"There is no snapshot {name} to compare with.");
    }
}
