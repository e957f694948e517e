using System.Text.RegularExpressions;

namespace SeedanceGen.Samples.Tests;

[Trait("Category", "Slow")]
public sealed partial class TestsSampleTests
{
    /// <summary>The sample is built together with this test.</summary>
    [Fact]
    public void The_tests_of_the_sample_pass()
    {
        var command = FencedBlock.Of("src/samples/tests/README.md", "sh").ShouldHaveSingleItem().Text.Trim();
        var arguments = command.Split(' ')[1..];
        arguments.ShouldBe(["test", "src/samples/tests"]);

        var run = CommandResult.Run(
            Repository.Root, "dotnet", [.. arguments, "--no-build", "-c", Configuration().Match(AppContext.BaseDirectory).Groups[1].Value]);

        run.ShouldSucceed().Output.ShouldContain("Passed:     3");
    }

    [GeneratedRegex(@"[\\/]bin[\\/](\w+)[\\/]")]
    private static partial Regex Configuration();
}
