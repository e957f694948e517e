using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Release.Comparison;

/// <summary>All differences between two surfaces, and the version bump that they ask for together.</summary>
/// <param name="Changes">The differences, in the order of the listings.</param>
internal sealed record SurfaceComparison(IReadOnlyList<Change> Changes)
{
    private static readonly (ChangeArea Area, string Title)[] Titles =
    [
        (ChangeArea.PublicSurface, "Public surface"), (ChangeArea.AcceptedValues, "Accepted values"), (ChangeArea.Wire, "On the wire"),
    ];

    public VersionBump Bump => Changes.Select(change => change.Bump).DefaultIfEmpty(VersionBump.Patch).Max();

    public static SurfaceComparison Between(PackageSurface accepted, PackageSurface current) => new(
    [
        .. ApiComparison.Between(accepted.Api, current.Api),
        .. RuleComparison.Between(accepted.Rules, current.Rules),
        .. WireComparison.Between(accepted.Wire, current.Wire, RuleComparison.ChangedFields(accepted.Rules, current.Rules)),
    ]);

    /// <summary>What the command prints: each area with its changes, the worst first, then the verdict.</summary>
    public IEnumerable<string> Report()
    {
        foreach (var (area, title) in Titles)
        {
            var changes = Changes.Where(change => change.Area == area).OrderByDescending(change => change.Bump).ToList();
            yield return changes.Count == 0 ? $"{title}: no change" : $"{title}:";
            foreach (var change in changes)
                yield return $"  {change.Bump.Name()}  {change.Text}";
        }

        var reason = Bump switch
        {
            VersionBump.Major => "something that works today may not work any more",
            VersionBump.Minor => "only additions",
            _ => "nothing that a program can notice",
        };
        yield return $"Verdict: {Bump.Name()} ({reason})";
    }
}
