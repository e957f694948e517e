using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Conformance;
using WireMock.Server;

namespace SeedanceGen.Testing.Tests.WireMockNet;

/// <summary>The exported mappings in a real WireMock.Net server, beside the mock that they were exported from.</summary>
[Trait("Category", "Slow")]
public sealed class ExportedMappingTests : IDisposable
{
    private const string Generations = "api/open/v1/video/generations";

    private readonly WireMockServer _server = WireMockServer.Start();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task WireMock_responds_to_the_documented_exchanges_as_the_mock_does()
    {
        using var scratch = new Scratch();
        var export = await MockMappings.ExportAsync(WireMockDialect.WireMockNet, scratch.Folder, baseAddress: new Uri(_server.Url!));
        _server.ReadStaticMappings(scratch.Folder);
        _server.Mappings.Count.ShouldBe(export.Files.Count);

        for (var polls = 0; polls <= 3; polls++)
        {
            _server.ResetScenarios();
            await using var mock = await SeedanceMockServer.StartAsync(
                new() { IgnoredViolations = [MockViolationKind.UndeliveredWebhook] });
            using var ours = new HttpClient { BaseAddress = mock.BaseAddress };
            using var theirs = _server.CreateClient();
            foreach (var (method, path, key, body) in Exchanges(mock.ApiKey, polls))
            {
                var (expected, actual) = (await AskAsync(ours, method, path, key, body), await AskAsync(theirs, method, path, key, body));
                (actual.StatusCode, actual.Type).ShouldBe((expected.StatusCode, expected.Type), $"{method} {path}: {actual.Body}");
                var wanted = expected.Body.Replace(mock.BaseAddress.ToString(), _server.Url + "/", StringComparison.Ordinal);
                JsonNode.DeepEquals(JsonNode.Parse(actual.Body), JsonNode.Parse(wanted))
                    .ShouldBeTrue($"{method} {path}: {actual.Body} is not {wanted}");
            }
        }

        // Every mapping but the videos was compared.
        _server.LogEntries.Select(entry => entry.MappingTitle).Distinct().Count().ShouldBe(export.Files.Count - 2);
    }

    [Fact]
    public async Task The_client_makes_and_downloads_a_video_by_the_mappings_alone()
    {
        using var scratch = new Scratch();
        await MockMappings.ExportAsync(WireMockDialect.WireMockNet, scratch.Folder, baseAddress: new Uri(_server.Url!));
        _server.ReadStaticMappings(scratch.Folder);
        await using var client = new SeedanceClient(SeedanceMockOptions.DefaultApiKey, new() { BaseAddress = new Uri(_server.Url!) });
        var request = VideoRequest.Seedance20("A young woman blows out birthday candles, warm indoor lighting, shallow depth of field")
            .WithMediaUrls(new Uri("https://example.com/photo.jpg")).WithAspectRatio(AspectRatio.Ratio16x9).WithDuration(5)
            .WithResolution(Resolution.P720).Build();

        var job = await client.SubmitAsync(request);
        await job.WaitAsync(new WaitOptions { PollInterval = TimeSpan.FromMilliseconds(1) });
        using var video = new MemoryStream();
        await job.DownloadAsync(video);

        video.ToArray().AsSpan(4, 4).SequenceEqual("ftyp"u8).ShouldBeTrue();
    }

    /// <summary>
    /// Other keys, the models, then both documented jobs with polls, a cancel, a read and another cancel. Unknown ids have no mapping in
    /// this dialect.
    /// </summary>
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
        foreach (var name in new[] { "image-to-video", "text-to-video" })
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
