using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace SeedanceGen.Testing.Tests.Readme;

/// <summary>The examples of the sections "The judge" to "Conformance".</summary>
public sealed partial class JudgeReadmeTests
{
    [Fact]
    public async Task An_answer_that_a_test_breaks_is_found()
    {
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Strict = false,
            Reshape = answer => answer.Body!["requestId"] = 7,
        });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.ApiKey);
        await http.PostAsJsonAsync("api/open/v1/video/generations", new { model = "seedance-2.0", prompt = "A river" });

        var finding = server.Findings.Single();     // ReplyViolation: … /requestId: expected a string, actual 7 (type). The fault of the test, …

        finding.ToString().ShouldMatch(@"^ReplyViolation: .* /requestId: expected a string, actual 7 \(type\)\. The fault of the test, ");
    }

    [Fact]
    public async Task A_scenario_runs_in_every_future()
    {
        await MockScenario.UnderEveryFutureAsync(async server =>
        {
            await using var client = new SeedanceClient(server.ApiKey, new SeedanceClientOptions { BaseAddress = server.BaseAddress });
            var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithDuration(5).Build());
            var now = await client.GetAsync(job.Id);
            now.Status.IsTerminal.ShouldBeFalse();
        });
    }

    [Fact]
    public async Task The_mock_keeps_to_the_contract()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseAddress };

        var scorecard = await SeedanceContract.VerifyAsync(http, new() { ApiKey = server.ApiKey, Output = Console.Out });
        scorecard.EnsurePassed();
    }

    [Fact]
    public void The_examples_are_those_that_run_here()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "README.md"));
        var source = Trimmed(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "JudgeReadmeTests.cs")));
        var start = readme.IndexOf("## The judge", StringComparison.Ordinal);
        var end = readme.IndexOf("\n## ", readme.IndexOf("## Conformance", StringComparison.Ordinal), StringComparison.Ordinal);
        var sections = end < 0 ? readme[start..] : readme[start..end];

        var examples = Example().Matches(sections).Select(match => Trimmed(match.Groups[1].Value)).ToList();

        examples.Count.ShouldBe(3);
        foreach (var example in examples)
            source.ShouldContain(example, Case.Sensitive);
    }

    private static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
