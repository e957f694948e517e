namespace SeedanceGen.SpecChange.Comparison;

/// <summary>All differences between two surfaces, and what they mean together.</summary>
/// <param name="Changes">In the order in which they are told.</param>
internal sealed record SurfaceComparison(IReadOnlyList<Change> Changes)
{
    public Verdict Verdict => Changes.Select(change => change.Verdict).DefaultIfEmpty(Verdict.Patch).Max();

    public static SurfaceComparison Between(Surface accepted, Surface current) => new(
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
            var changes = Changes.Where(change => change.Area == area).OrderByDescending(change => change.Verdict).ToList();
            yield return changes.Count == 0 ? $"{title}: no change" : $"{title}:";
            foreach (var change in changes)
                yield return $"  {Word(change.Verdict)}  {change.Text}";
        }

        yield return $"Verdict: {Word(Verdict).TrimEnd()} ({Reason})";
    }

    private static readonly (Area Area, string Title)[] Titles =
    [
        (Area.PublicSurface, "Public surface"), (Area.AcceptedValues, "Accepted values"), (Area.Wire, "On the wire"),
    ];

    private string Reason => Verdict switch
    {
        Verdict.Major => "something that works today may not work any more",
        Verdict.Minor => "only additions",
        _ => "nothing that a program can notice",
    };

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Major => "major",
        Verdict.Minor => "minor",
        _ => "patch",
    };
}
