using SeedanceGen.Testing;

namespace SeedanceGen.Contract.Tests.Readme;

/// <summary>The program of the page of containers.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class ContainerSnippetTests
{
    /// <summary>In place of the last line, which runs until the container is stopped.</summary>
    private const string AskAndStop =
        """
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        foreach (var check in new[] { "live", "ready" })
        {
            using var response = await http.GetAsync("health/" + check);
            await File.AppendAllTextAsync("health.txt", $"{check}: {await response.Content.ReadAsStringAsync()}\n");
        }

        await app.StopAsync();
        """;

    [Theory]
    [InlineData(false, "Healthy")]
    [InlineData(true, "Unhealthy")]
    [Trait("Category", "Slow")]
    public async Task The_program_of_the_guide_says_that_it_runs_and_that_it_is_ready(bool isKeyRevoked, string ready)
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Strict = false });
        if (isKeyRevoked)
            server.Keys.Revoke();
        using var scratch = new Scratch();
        var snippet = SnippetProgram.Of("src/docs/containers.md").ShouldHaveSingleItem();
        snippet.ShouldEndWith("app.Run();\n");

        await SnippetProgram.RunAsync(snippet.Replace("app.Run();", AskAndStop, StringComparison.Ordinal), server, scratch);

        (await File.ReadAllTextAsync(scratch.File("health.txt"))).ShouldBe($"live: Healthy\nready: {ready}\n");
    }
}
