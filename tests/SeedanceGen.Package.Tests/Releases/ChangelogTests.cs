using NuGet.Versioning;
using SeedanceGen.Release.Commands;
using SeedanceGen.Release.Comparison;

namespace SeedanceGen.Package.Tests.Releases;

/// <summary>The draft of a changelog entry.</summary>
public sealed class ChangelogTests
{
    private const string Old = "# Changelog\n\nWords.\n\n## 1.0.0\n\nThe first.\n";
    private static readonly DateTimeOffset Day = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_entry_stands_above_the_others_with_what_breaks_first()
    {
        var changes = new Dictionary<string, SurfaceComparison>
        {
            ["SeedanceGen"] = new(
            [
                new Change(VersionBump.Minor, ChangeArea.PublicSurface, "+ member A: public int B { get; }"),
                new Change(VersionBump.Major, ChangeArea.AcceptedValues, "any model: duration accepts less"),
            ]),
        };

        Changelog.With(Old, new NuGetVersion(2, 0, 0), Day, changes).ShouldBe("""
            # Changelog

            Words.

            ## 2.0.0 (2026-01-31)

            ### Breaking

            - SeedanceGen, accepted values: `any model: duration accepts less`

            ### New

            - SeedanceGen, public surface: `+ member A: public int B { get; }`

            ## 1.0.0

            The first.

            """);
    }

    [Fact]
    public void A_version_that_has_an_entry_keeps_it() =>
        Changelog.With(Old, new NuGetVersion(1, 0, 0), Day, new Dictionary<string, SurfaceComparison>()).ShouldBe(Old);

    [Fact]
    public void A_version_without_a_difference_says_so() =>
        Changelog.With(Old, new NuGetVersion(1, 0, 1), Day, new Dictionary<string, SurfaceComparison>())
            .ShouldContain("## 1.0.1 (2026-01-31)\n\nNothing that a program can notice.\n");
}
