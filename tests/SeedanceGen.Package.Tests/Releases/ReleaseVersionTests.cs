using NuGet.Versioning;
using SeedanceGen.Release.Commands;
using SeedanceGen.Release.Comparison;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Package.Tests.Releases;

/// <summary>The version that a release gets.</summary>
public sealed class ReleaseVersionTests
{
    private static readonly SurfaceComparison Nothing = new([]);
    private static readonly SurfaceComparison Something = new([new Change(VersionBump.Minor, ChangeArea.Wire, "more")]);

    [Theory]
    [InlineData("1.2.3", "Patch", "1.2.3", "1.2.4")]
    [InlineData("1.2.3", "Minor", "1.2.3", "1.3.0")]
    [InlineData("1.2.3", "Major", "1.2.3", "2.0.0")]
    [InlineData("1.2.3", "Minor", "2.0.0", "2.0.0")]
    public void The_surface_raises_the_version_and_a_person_may_raise_it_further(string last, string step, string written, string next) =>
        Last(last, isInFeed: true).Next([Something], Enum.Parse<VersionBump>(step), NuGetVersion.Parse(written)).ToString().ShouldBe(next);

    [Fact]
    public void An_unreleased_version_without_a_change_stays() =>
        Last("1.0.0", isInFeed: false).Next([Nothing], null, new NuGetVersion(1, 0, 0)).ToString().ShouldBe("1.0.0");

    [Fact]
    public void An_unreleased_version_with_a_change_is_raised() =>
        Last("1.0.0", isInFeed: false).Next([Something], null, new NuGetVersion(1, 0, 0)).ToString().ShouldBe("1.1.0");

    private static LastRelease Last(string version, bool isInFeed) =>
        new(NuGetVersion.Parse(version), version, isInFeed, new Dictionary<string, PackageSurface>());
}
