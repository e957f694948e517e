using System.Net.Http.Headers;
using System.Text.Json;
using SeedanceGen.Benchmarks.Peers.Hand;

namespace SeedanceGen.Benchmarks.Peers.Lower;

/// <summary>The least that a client can do: no checks, no retries, byte arrays straight to and from the handler.</summary>
internal sealed class LowerBound(HttpMessageHandler handler) : IPeer
{
    private static readonly Uri Submission = new("https://api.example.com/api/open/v1/video/generations");
    private static readonly AuthenticationHeaderValue Authorization = new("Bearer", "sd2_live_benchmark");
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpMessageInvoker _http = new(handler, disposeHandler: false);

    public async Task<string> SubmitAndGetAsync()
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(HandRequest.Documented, HandJson.Default.HandRequest));
        content.Headers.ContentType = Json;
        using var submission = new HttpRequestMessage(HttpMethod.Post, Submission) { Content = content };
        var accepted = JsonSerializer.Deserialize(await SendAsync(submission).ConfigureAwait(false), HandJson.Default.HandAccepted);

        using var read = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"https://api.example.com/api/open/v1/video/generations/{accepted!.RequestId}"));
        var generation = JsonSerializer.Deserialize(await SendAsync(read).ConfigureAwait(false), HandJson.Default.HandGeneration);
        return generation!.Output!.Url;
    }

    public void Dispose() => _http.Dispose();

    private async Task<byte[]> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Authorization = Authorization;
        using var response = await _http.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        return await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
    }
}
