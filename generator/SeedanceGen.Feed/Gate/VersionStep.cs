using NuGet.Versioning;
using SeedanceGen.SpecChange.Comparison;

namespace SeedanceGen.Feed.Gate;

/// <summary>What a pair of versions says about the change between them, by semantic versioning.</summary>
internal static class VersionStep
{
    public static Verdict Between(NuGetVersion old, NuGetVersion now) =>
        now.Major != old.Major ? Verdict.Major
        : now.Minor != old.Minor ? Verdict.Minor
        : Verdict.Patch;

    public static NuGetVersion After(NuGetVersion old, Verdict step) => step switch
    {
        Verdict.Major => new NuGetVersion(old.Major + 1, 0, 0),
        Verdict.Minor => new NuGetVersion(old.Major, old.Minor + 1, 0),
        _ => new NuGetVersion(old.Major, old.Minor, old.Patch + 1),
    };
}
