namespace SeedanceGen.AspireTests;

public sealed class ReadmeTests
{
    [Fact]
    public void The_example_is_the_sample_that_runs_here() =>
        FencedBlock.Of("src/SeedanceGen.Aspire.Hosting/README.md", "csharp").ShouldHaveSingleItem().Text
            .ShouldBe(File.ReadAllText(Repository.PathOf("src/samples/apphost/Program.cs")));
}
