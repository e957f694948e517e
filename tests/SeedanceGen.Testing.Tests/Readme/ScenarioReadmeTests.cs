using System.Net.Http.Json;

namespace SeedanceGen.Testing.Tests.Readme;

/// <summary>The examples about violations, scenarios and variants.</summary>
public sealed class ScenarioReadmeTests
{
    [Fact]
    public async Task A_response_that_a_test_breaks_is_found()
    {
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Strict = false,
            Reshape = response => response.Body!["requestId"] = 7,
        });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.ApiKey);
        await http.PostAsJsonAsync("api/open/v1/video/generations", new { model = "seedance-2.0", prompt = "A river" });

        var violation = server.Violations.Single();     // ResponseViolation: … /requestId: expected a string, actual 7 (type). The fault …

        violation.ToString().ShouldMatch(
            @"^ResponseViolation: .* /requestId: expected a string, actual 7 \(type\)\. The fault of the test, ");
    }

    [Fact]
    public async Task A_scenario_runs_on_a_server_of_its_own()
    {
        await SeedanceMockServer.RunAsync(async server =>
        {
            await using var client = server.CreateClient();
            var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").Build());
            Assert.Equal(40, job.CreditsCharged);
        });
    }

    [Fact]
    public async Task A_scenario_runs_under_every_variant()
    {
        await SeedanceMockServer.RunUnderEveryVariantAsync(async server =>
        {
            await using var client = server.CreateClient();
            var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithDuration(5).Build());
            var now = await client.GetAsync(job.Id);
            now.Status.IsTerminal.ShouldBeFalse();
        });
    }
}
