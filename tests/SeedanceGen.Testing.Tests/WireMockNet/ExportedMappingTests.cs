using SeedanceGen.Testing.Conformance;
using WireMock.Server;

namespace SeedanceGen.Testing.Tests.WireMockNet;

/// <summary>The exported mappings in a real WireMock.Net server, beside the mock that they were exported from.</summary>
[Trait("Category", "Slow")]
public sealed class ExportedMappingTests : IDisposable
{
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
            // Unknown ids have no mapping in this dialect.
            await DocumentedExchanges.ShouldAgreeAsync(
                ours, theirs, new Uri(_server.Url + "/"), mock.ApiKey, polls, hasUnknownIds: false);
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
}
