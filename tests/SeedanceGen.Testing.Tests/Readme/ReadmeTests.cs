using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

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
    public async Task The_example_of_faults_runs()
    {
        using var clock = new VirtualTimeProvider();
        var request = VideoRequest.Seedance20("A river").Build();

        await using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Immediately, TimeProvider = clock });
        await using var client = mock.CreateClient();
        mock.Given(MockOperation.Submit).Respond(MockFault.ConnectionReset().AfterProcessing());
        mock.Given(MockOperation.Get).Respond(MockFault.Status(503, retryAfter: TimeSpan.FromSeconds(30))).Next(2);

        var unclear = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(request)); // not repeated
        var video = await client.GetAsync(mock.Jobs.Single().RequestId); // 60 virtual seconds later

        unclear.Message.ShouldContain("may have been accepted");
        video.Status.ShouldBe(GenerationStatus.Succeeded);
        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task The_example_of_a_response_by_a_function_runs()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        server.Given(MockOperation.Named("listModels")).RespondWith((request, response) =>
        {
            response.Headers["X-Asked"] = request.OperationId;
            response.Body!["data"] = new JsonArray(new JsonObject { ["id"] = "seedance-2.0" });
        });

        var models = await client.ListModelsAsync();

        models.ShouldHaveSingleItem();
    }

    [Fact]
    public void Every_example_is_one_that_runs_here()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Readme");
        var pages = Directory.GetFiles(folder, "*.md").Select(File.ReadAllText);
        var sources = Directory.GetFiles(folder, "*.cs").Select(file => Unindented(File.ReadAllText(file))).ToList();

        var examples = pages.SelectMany(page => page.Split("```csharp\n").Skip(1))
            .Select(text => new FencedBlock("", "csharp", text[..text.IndexOf("```", StringComparison.Ordinal)]).Body).ToList();

        examples.Count.ShouldBeGreaterThan(2);
        examples.ShouldAllBe(example => sources.Any(source => source.Contains(Unindented(example), StringComparison.Ordinal)));
    }

    private static string Unindented(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim())).Trim();
}
