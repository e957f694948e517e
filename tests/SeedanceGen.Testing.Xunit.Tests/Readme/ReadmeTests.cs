namespace SeedanceGen.Testing.Xunit.Tests.Readme;

public sealed class ReadmeTests
{
    [Fact]
    public void The_example_is_the_one_that_runs_here()
    {
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "RenderingTests.cs"));

        source.ShouldEndWith(FencedBlock.Of("src/SeedanceGen.Testing.Xunit/README.md", "csharp").First().Body);
    }
}
