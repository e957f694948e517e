using NuGet.Versioning;
using SeedanceGen.Feed.Release;
using SeedanceGen.SpecChange.Comparison;

namespace SeedanceGen.Package.Tests.Releases;

/// <summary>Which version comes next.</summary>
public sealed class ReleaseVersionTests
{
    private static readonly SurfaceComparison Nothing = new([]);
    private static readonly SurfaceComparison Something = new([new Change(Verdict.Minor, Area.Wire, "more")]);

    [Theory]
    [InlineData("1.2.3", "Patch", "1.2.3", "1.2.4")]
    [InlineData("1.2.3", "Minor", "1.2.3", "1.3.0")]
    [InlineData("1.2.3", "Major", "1.2.3", "2.0.0")]
    [InlineData("1.2.3", "Minor", "2.0.0", "2.0.0")]
    public void The_surface_raises_it_and_a_person_may_raise_it_further(string last, string step, string written, string next) =>
        ReleaseVersion.Next(NuGetVersion.Parse(last), true, [Something], Enum.Parse<Verdict>(step), NuGetVersion.Parse(written)).ToString().ShouldBe(next);

    [Fact]
    public void What_nobody_has_yet_and_is_unchanged_keeps_its_version() =>
        ReleaseVersion.Next(new NuGetVersion(1, 0, 0), false, [Nothing], Verdict.Patch, new NuGetVersion(1, 0, 0)).ToString().ShouldBe("1.0.0");

    [Fact]
    public void What_nobody_has_yet_and_is_changed_is_raised() =>
        ReleaseVersion.Next(new NuGetVersion(1, 0, 0), false, [Something], Verdict.Minor, new NuGetVersion(1, 0, 0)).ToString().ShouldBe("1.1.0");
}
