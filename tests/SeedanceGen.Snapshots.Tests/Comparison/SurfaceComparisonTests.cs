using SeedanceGen.Release.Commands;
using SeedanceGen.Release.Comparison;
using SeedanceGen.Release.Repository;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Snapshots.Tests.Comparison;

/// <summary>The verdict on all changes together, and how it is printed.</summary>
public sealed class SurfaceComparisonTests
{
    private static readonly PackageSurface Small = new(
        "type Sdk.Request: sealed record\n", "m | duration | Range [4,15]\nm | duration | optional\n",
        new Dictionary<string, string> { ["B"] = "{\"duration\":4}" });

    [Fact]
    public void A_surface_without_a_difference_is_a_patch() => SurfaceComparison.Between(Small, Small).Report().ShouldBe(
    [
        "Public surface: no change",
        "Accepted values: no change",
        "On the wire: no change",
        "Verdict: patch (nothing that a program can notice)",
    ]);

    [Fact]
    public void The_worst_change_decides_and_comes_first()
    {
        var now = Small with { Rules = "m | duration | Range [4,12]\nm | duration | optional\nm | seed | optional\n" };

        SurfaceComparison.Between(Small, now).Report().ShouldBe(
        [
            "Public surface: no change",
            "Accepted values:",
            "  major  m: duration accepts less: optional, Range [4,15] → optional, Range [4,12]",
            "  minor  m: seed is new: optional",
            "On the wire: no change",
            "Verdict: major (something that works today may not work any more)",
        ]);
    }

    [Theory]
    [InlineData("--since", "v1.0.0", "--allow", "minor", "--root", ".")]
    [InlineData("--baseline", "folder")]
    [InlineData]
    public void The_options_are_understood(params string[] arguments) => CommandLine.Check(["verdict", .. arguments]).ShouldBeEmpty();

    [Theory]
    [InlineData("--since")]
    [InlineData("--since", "--output=file")]
    [InlineData("--allow", "huge")]
    [InlineData("--allow", "7")]
    [InlineData("what")]
    public async Task Other_options_end_with_the_usage(params string[] arguments)
    {
        var output = new StringWriter();

        (await CommandLine.RunAsync(["verdict", .. arguments], _ => null, output)).ShouldBe(ReleaseExitCode.WrongUsage);

        output.ToString().ShouldContain("Exit codes:");
    }
}
