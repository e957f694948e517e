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
    [InlineData("src/SeedanceGen.Testing.Conformance/README.md")]
    [InlineData("src/docs/testing-conformance.md")]
    public void The_example_of_a_page_is_the_one_that_runs_here(string page)
    {
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "ReadmeTests.cs"));

        Unindented(source).ShouldContain(Unindented(FencedBlock.Of(page, "csharp").First().Body));
    }

    private static string Unindented(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim())).Trim();
}
