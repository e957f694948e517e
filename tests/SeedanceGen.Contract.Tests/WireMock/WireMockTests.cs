using System.Text.Json.Nodes;
using SeedanceGen.Testing;
using SeedanceGen.Testing.Conformance;
using SeedanceGen.TestKit.Mock;

namespace SeedanceGen.Contract.Tests.WireMock;

/// <summary>The exported mappings in the real WireMock, beside the mock that they were exported from.</summary>
[Trait("Category", "Slow")]
public sealed class WireMockTests
{
    private static readonly Uri Links = new("http://localhost:8080/");

    [JavaFact]
    public async Task WireMock_responds_to_the_documented_exchanges_as_the_mock_does()
    {
        using var scratch = new Scratch();
        var export = await MockMappings.ExportAsync(WireMockDialect.WireMockOrg, scratch.File("mappings"));
        using var wireMock = await SpecServer.StartWireMockAsync(scratch.Folder);
        using var theirs = new HttpClient { BaseAddress = wireMock.Address };

        var used = new HashSet<string>();
        for (var polls = 0; polls <= 3; polls++)
        {
            (await theirs.PostAsync("__admin/scenarios/reset", content: null)).EnsureSuccessStatusCode();
            await using var server = await SeedanceMockServer.StartAsync(
                new() { IgnoredViolations = [MockViolationKind.UndeliveredWebhook] });
            using var ours = new HttpClient { BaseAddress = server.BaseAddress };
            await DocumentedExchanges.ShouldAgreeAsync(ours, theirs, Links, server.ApiKey, polls, hasUnknownIds: true);
        }

        // Every mapping was compared: WireMock names the mapping of each response.
        var journal = JsonNode.Parse(await theirs.GetStringAsync("__admin/requests"))!["requests"]!.AsArray();
        used.UnionWith(journal.Select(entry => entry!["stubMapping"]!["name"]!.GetValue<string>()));
        foreach (var id in new[] { "req_0000000001", "req_0000000002" })
        {
            var video = await theirs.GetByteArrayAsync($"__seedance/videos/{id}.mp4");
            video.AsSpan(4, 4).SequenceEqual("ftyp"u8).ShouldBeTrue("the link of a job leads to its video");
        }

        used.Count.ShouldBe(export.Files.Count - 2);
    }
}
