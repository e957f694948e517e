using System.Net.Http.Json;
using System.Text;

namespace SeedanceGen.Testing.Tests.Readme;

public sealed class ReadmeTests
{
    [Fact]
    public async Task The_example_runs()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.AfterPolls(1) });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.ApiKey);

        var submission = new StringContent("""{"model":"seedance-2.0","prompt":"A river"}""", Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("api/open/v1/video/generations", submission);
        var accepted = await response.Content.ReadFromJsonAsync(SeedanceJsonContext.Default.VideoGenerationAccepted);

        var job = "api/open/v1/video/generations/" + accepted!.RequestId;
        var first = await http.GetFromJsonAsync(job, SeedanceJsonContext.Default.VideoGeneration);     // processing
        var second = await http.GetFromJsonAsync(job, SeedanceJsonContext.Default.VideoGeneration);    // succeeded, with output
        using var storage = new HttpClient();                                                          // the key stays with the API's host
        var mp4 = await storage.GetByteArrayAsync(second!.Output!.Url);
        var credits = server.Ledger.ChargedFor(accepted.RequestId);
        var leaks = server.Journal.KeyLeaks;                                                           // none

        first!.Status.ShouldBe(GenerationStatus.Processing);
        second.Status.ShouldBe(GenerationStatus.Succeeded);
        mp4.ShouldNotBeEmpty();
        credits.ShouldBeGreaterThan(0);
        leaks.ShouldBeEmpty();
    }

    [Fact]
    public void The_example_is_the_one_that_runs_here()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "README.md"));
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "ReadmeTests.cs"));
        const string Opening = "```csharp\n";
        var start = readme.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length;
        var example = readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];

        var indented = string.Join('\n', example.Split('\n').Select(line => line.Length == 0 ? line : "        " + line));
        source.ShouldContain(indented.TrimEnd(), Case.Sensitive);
    }
}
