using System.Net;
using System.Net.Http.Headers;

namespace SeedanceGen.Benchmarks.Wire;

/// <summary>
/// A service in memory. It reads what was sent, as a connection does, so that no client is fast because it does not write its request,
/// and responds at once with the documented bytes. Its own work is the same for every client.
/// </summary>
internal sealed class CannedHandler : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    /// <summary>The response to a read of a job.</summary>
    public byte[] Generation { get; init; } = Exchanges.Succeeded;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
            await content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);

        var body = new ByteArrayContent(request.Method == HttpMethod.Post ? Exchanges.Accepted : Generation);
        body.Headers.ContentType = Json;
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = body, RequestMessage = request };
    }
}
