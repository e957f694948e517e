using NuGet.Versioning;
using SeedanceGen.Feed.Gate;
using SeedanceGen.SpecChange.Comparison;

namespace SeedanceGen.Feed.Release;

/// <summary>Which version comes next.</summary>
internal static class ReleaseVersion
{
    /// <param name="last">What it comes after.</param>
    /// <param name="isInFeed">Whether users can have the last one; if not, and nothing changed since, the last one is yet to be released.</param>
    /// <param name="comparisons">What changed.</param>
    /// <param name="step">How large a step it is to be.</param>
    /// <param name="written">What <c>src/Version.props</c> says: a person may have raised it further.</param>
    public static NuGetVersion Next(
        NuGetVersion last, bool isInFeed, IEnumerable<SurfaceComparison> comparisons, Verdict step, NuGetVersion written)
    {
        var next = !isInFeed && comparisons.All(comparison => comparison.Changes.Count == 0) ? last : VersionStep.After(last, step);
        return written > next ? written : next;
    }
}
