using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SeedanceGen.Testing;
using SeedanceGen.Testing.Conformance;

namespace SeedanceGen.Contract.Tests.WireMock;

/// <summary>The exported mappings in the real WireMock, beside the mock that they were exported from.</summary>
[Trait("Category", "Slow")]
public sealed class WireMockTests
{
    private const string Generations = "api/open/v1/video/generations";
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
            foreach (var (method, path, key, body) in Exchanges(server.ApiKey, polls))
            {
                var expected = await AskAsync(ours, method, path, key, body);
                var actual = await AskAsync(theirs, method, path, key, body);
                actual.StatusCode.ShouldBe(expected.StatusCode, $"{method} {path}");
                actual.Type.ShouldBe(expected.Type, $"{method} {path}");
                var wanted = expected.Body.Replace(server.BaseAddress.ToString(), Links.ToString(), StringComparison.Ordinal);
                JsonNode.DeepEquals(JsonNode.Parse(actual.Body), JsonNode.Parse(wanted))
                    .ShouldBeTrue($"{method} {path}: {actual.Body} is not {wanted}");
            }
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

    /// <summary>Other keys, unknown jobs, then both documented jobs with polls, a cancel, a read and another cancel.</summary>
    private static IEnumerable<(string Method, string Path, string? Key, string? Body)> Exchanges(string key, int polls)
    {
        foreach (var other in new[] { null, "sd2_live_other" })
        {
            yield return ("GET", "api/open/v1/models", other, null);
            yield return ("POST", Generations, other, "{}");
            yield return ("GET", Generations + "/req_0000000001", other, null);
            yield return ("POST", Generations + "/req_0000000001/cancel", other, null);
        }

        yield return ("GET", "api/open/v1/models", key, null);
        yield return ("GET", Generations + "/req_0000000001", key, null);
        yield return ("POST", Generations + "/req_x-y.z/cancel", key, null);

        string[] documented = ["image-to-video", "text-to-video"];
        foreach (var name in documented)
            yield return ("POST", Generations, key, File.ReadAllText(Path.Combine(Repository.Spec, "examples", name + ".request.json")));
        foreach (var id in new[] { "req_0000000002", "req_0000000001" })
        {
            for (var poll = 0; poll < polls; poll++)
                yield return ("GET", $"{Generations}/{id}", key, null);
            yield return ("POST", $"{Generations}/{id}/cancel", key, null);
            yield return ("GET", $"{Generations}/{id}", key, null);
            yield return ("POST", $"{Generations}/{id}/cancel", key, null);
        }
    }

    private static async Task<(int StatusCode, string? Type, string Body)> AskAsync(
        HttpClient http, string method, string path, string? key, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync());
    }
}
