using System.Net;
using System.Text;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Snapshots.Tests.Surface;

/// <summary>The client sends exactly the bytes that the snapshot lists.</summary>
public sealed class SubmissionTests
{
    [Fact]
    public async Task The_client_sends_the_listed_bytes()
    {
        var assembly = typeof(SeedanceClient).Assembly;
        var listings = WireListing.Of(assembly);
        foreach (var builder in WireListing.Builders(assembly))
        {
            using var recorder = new Recorder();
            await using var client = new SeedanceClient("sd2_live_snapshot", new SeedanceClientOptions { HttpHandler = recorder });
            foreach (var request in new BuilderSample(builder, assembly.GetExportedTypes()).Requests())
                await client.SubmitAsync((VideoGenerationRequest)request);

            string.Concat(recorder.Bodies.Select(body => body + "\n")).ShouldBe(listings[builder.Name]);
        }
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(Encoding.UTF8.GetString(await request.Content!.ReadAsByteArrayAsync(cancellationToken)));
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(
                    """{"success":true,"requestId":"req_1","status":"queued"}""", Encoding.UTF8, "application/json"),
            };
        }
    }
}
