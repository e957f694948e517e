using SeedanceGen.Feed.Packing;
using SeedanceGen.SpecChange.Comparison;

namespace SeedanceGen.Feed.Gate;

/// <summary>
/// Holds the version against the surface. The SDK's package validation has looked at every package's binary surface before; this adds what
/// only this house knows: accepted values and the wire, and that an addition is more than a patch.
/// </summary>
internal static class SurfaceGate
{
    public static void Check(IReadOnlyList<PackedPackage> packages, Baseline baseline, TextWriter output)
    {
        if (baseline.Packages.Count == 0)
        {
            output.WriteLine("The feed has no version to judge this one by.");
            return;
        }

        var comparisons = PackageSurfaces.Compare(PackageSurfaces.Of(baseline.Packages.Values), PackageSurfaces.Of(packages));
        foreach (var (id, comparison) in comparisons)
        {
            var old = baseline.Packages[id].Version;
            var step = VersionStep.Between(old, baseline.Version);
            if (comparison.Verdict > step)
                throw Refusal($"{id} {baseline.Version}", $"{old}, the last version in the feed", step, comparison);
            output.WriteLine($"{id}: {old} → {baseline.Version} is {Word(step)}, and the surface asks for {Word(comparison.Verdict)}.");
        }
    }

    /// <summary>Names what a larger step of the version would have to announce.</summary>
    public static FeedException Refusal(string what, string than, Verdict step, SurfaceComparison comparison)
    {
        var reasons = comparison.Changes.Where(change => change.Verdict > step).Select(change => $"  {Word(change.Verdict)}  {change.Text}");
        return new FeedException(FeedExitCode.SmallStep, $"""
            {what} is refused: it is a {Word(step)} version after {than}, but the change is {Word(comparison.Verdict)}:
            {string.Join('\n', reasons)}
            """);
    }

    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Major => "major",
        Verdict.Minor => "minor",
        _ => "patch",
    };
}
