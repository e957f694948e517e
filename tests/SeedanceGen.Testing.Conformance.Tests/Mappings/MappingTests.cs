using System.Text.Json.Nodes;

namespace SeedanceGen.Testing.Conformance.Tests.Mappings;

[Trait("Category", "Slow")]
public sealed class MappingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_job_is_a_scenario_in_which_each_poll_is_a_state()
    {
        await MockMappings.ExportAsync(WireMockDialect.WireMockOrg, _folder);

        var submission = Mapping("text-to-video-submitvideogeneration");
        submission["scenarioName"]!.GetValue<string>().ShouldBe("text-to-video");
        submission["newScenarioState"]!.GetValue<string>().ShouldBe("polled 0");
        submission["response"]!["jsonBody"]!["creditsCharged"]!.GetValue<int>().ShouldBe(40);
        Statuses("text-to-video", "jsonBody", "response").ShouldBe(["queued", "processing", "succeeded", "succeeded"]);
        Mapping("text-to-video-cancelvideogeneration-when-polled-1")["newScenarioState"]!.GetValue<string>().ShouldBe("cancelled");
        Mapping("text-to-video-cancelvideogeneration-when-polled-3")["response"]!["status"]!.GetValue<int>().ShouldBe(409);
    }

    [Fact]
    public async Task The_other_dialect_says_the_same_in_its_own_words()
    {
        await MockMappings.ExportAsync(WireMockDialect.WireMockNet, _folder);

        var submission = Mapping("text-to-video-submitvideogeneration");
        JsonNode.DeepEquals(submission, JsonNode.Parse(
            """
            {
              "Title": "text-to-video submitVideoGeneration",
              "Priority": 1,
              "Scenario": "text-to-video",
              "SetStateTo": "polled 0",
              "Request": {
                "Path": { "Matchers": [ { "Name": "ExactMatcher", "Pattern": "/api/open/v1/video/generations" } ] },
                "Methods": [ "POST" ],
                "Headers": [ { "Name": "Authorization", "Matchers": [ { "Name": "ExactMatcher", "Pattern": "Bearer sd2_live_mock" } ] } ],
                "Body": {
                  "Matcher": {
                    "Name": "JsonMatcher",
                    "Pattern": {
                      "model": "seedance-2.0",
                      "prompt": "A river flowing through an autumn forest, aerial view, cinematic motion",
                      "aspectRatio": "16:9",
                      "duration": 5,
                      "resolution": "720p",
                      "webhookUrl": "https://your-app.com/webhooks/seedance",
                      "metadata": { "projectId": "proj_1001", "sceneId": "scene_08" }
                    }
                  }
                }
              },
              "Response": {
                "StatusCode": 200,
                "Headers": { "Content-Type": "application/json; charset=utf-8" },
                "BodyAsJson": { "success": true, "requestId": "req_0000000002", "status": "queued", "creditsCharged": 40 }
              }
            }
            """)).ShouldBeTrue(submission.ToJsonString());
        Statuses("image-to-video", "BodyAsJson", "Response").ShouldBe(["queued", "processing", "succeeded", "succeeded"]);
        var rejected = Mapping("getvideogeneration-without-the-key")["Request"]!;
        rejected["Headers"]![0]!["RejectOnMatch"]!.GetValue<bool>().ShouldBeTrue();
        rejected["Headers"]![0]!["Matchers"]![0]!["RejectOnMatch"]!.GetValue<bool>().ShouldBeTrue();
        rejected["Path"]!["Matchers"]![0]!["Pattern"]!.GetValue<string>().ShouldBe("^/api/open/v1/video/generations/[^/]+$");
    }

    [Theory]
    [InlineData(WireMockDialect.WireMockOrg)]
    [InlineData(WireMockDialect.WireMockNet)]
    public async Task What_a_dialect_cannot_say_is_listed(WireMockDialect dialect)
    {
        var export = await MockMappings.ExportAsync(dialect, _folder);

        export.Files.Order().ShouldBe(Directory.GetFiles(_folder).Order());
        string[] known =
        [
            "a state for each job", "virtual time", "credits", "keys that are revoked", "webhooks", "faults", "ranges of the video",
        ];
        known.ShouldAllBe(what => export.Limitations.Any(limit => limit.MockBehavior.StartsWith(what, StringComparison.Ordinal)));
        export.Limitations.Any(limit => limit.MockBehavior.Contains("unknown request id", StringComparison.Ordinal))
            .ShouldBe(dialect == WireMockDialect.WireMockNet);
        export.Limitations.ShouldAllBe(limit => limit.MappingBehavior.Length > 0);
    }

    [Fact]
    public async Task The_mock_of_the_options_is_what_is_exported()
    {
        await MockMappings.ExportAsync(
            WireMockDialect.WireMockOrg,
            _folder,
            new() { ApiKey = "sd2_live_mine", Price = _ => 7, Lifecycle = JobLifecycle.Immediately.EndingInFailure("moderation", "No.") },
            new Uri("https://mock.example/"));

        var submission = Mapping("text-to-video-submitvideogeneration");
        submission["request"]!["headers"]!["Authorization"]!["equalTo"]!.GetValue<string>().ShouldBe("Bearer sd2_live_mine");
        submission["response"]!["jsonBody"]!["creditsCharged"]!.GetValue<int>().ShouldBe(7);
        Mapping("text-to-video-getvideogeneration-when-polled-0")["response"]!["jsonBody"]!["error"]!["code"]!.GetValue<string>()
            .ShouldBe("moderation");
    }

    [Fact]
    public async Task A_lifecycle_that_no_poll_ends_cannot_be_exported()
    {
        var thrown = await Should.ThrowAsync<ArgumentException>(
            () => MockMappings.ExportAsync(WireMockDialect.WireMockOrg, _folder, new() { Lifecycle = JobLifecycle.Manually }));

        thrown.Message.ShouldContain("manually");
    }

    [Fact]
    public async Task A_dialect_that_does_not_exist_is_refused_and_nothing_is_written()
    {
        var thrown = await Should.ThrowAsync<ArgumentOutOfRangeException>(() => MockMappings.ExportAsync((WireMockDialect)7, _folder));

        thrown.Message.ShouldContain("Accepted: WireMockOrg, WireMockNet");
        (Directory.Exists(_folder) && Directory.EnumerateFileSystemEntries(_folder).Any()).ShouldBeFalse();
    }

    private JsonNode Mapping(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, name + ".json")))!;

    private IEnumerable<string> Statuses(string job, string body, string response) => Enumerable.Range(0, 4)
        .Select(polls => Mapping($"{job}-getvideogeneration-when-polled-{polls}")[response]![body]!["status"]!.GetValue<string>());
}
