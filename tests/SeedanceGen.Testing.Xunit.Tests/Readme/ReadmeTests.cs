namespace SeedanceGen.Testing.Xunit.Tests.Readme;

public sealed class ReadmeTests
{
    [Fact]
    public void The_example_is_the_one_that_runs_here()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "README.md"));
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "RenderingTests.cs"));
        const string Opening = "```csharp\n";
        var start = readme.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length;

        source.ShouldEndWith(readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)]);
    }
}
