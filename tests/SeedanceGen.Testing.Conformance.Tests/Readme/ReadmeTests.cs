namespace SeedanceGen.Testing.Conformance.Tests.Readme;

public sealed class ReadmeTests
{
    [Fact]
    public async Task The_mock_keeps_to_the_contract()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseAddress };

        var report = await SeedanceConformance.VerifyAsync(http, new() { ApiKey = server.ApiKey, Output = Console.Out });
        report.EnsurePassed();
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("testing-conformance.md")]
    public void The_example_of_a_page_is_the_one_that_runs_here(string page)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Readme");
        var example = File.ReadAllText(Path.Combine(folder, page)).Split("```csharp\n")[1].Split("```")[0];

        Unindented(File.ReadAllText(Path.Combine(folder, "ReadmeTests.cs"))).ShouldContain(Unindented(example));
    }

    private static string Unindented(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim())).Trim();
}
