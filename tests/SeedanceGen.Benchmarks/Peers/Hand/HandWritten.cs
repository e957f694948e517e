using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace SeedanceGen.Benchmarks.Peers.Hand;

/// <summary>What a careful developer writes without an SDK: <see cref="HttpClient"/> and source-generated JSON.</summary>
internal sealed class HandWritten : IPeer
{
    private readonly HttpClient _http;

    public HandWritten(HttpMessageHandler handler)
    {
        _http = new HttpClient(handler, disposeHandler: false) { BaseAddress = new Uri("https://api.example.com/") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sd2_live_benchmark");
    }

    public async Task<string> SubmitAndGetAsync()
    {
        using var response = await _http.PostAsJsonAsync(
            "api/open/v1/video/generations", HandRequest.Documented, HandJson.Default.HandRequest).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var accepted = await response.Content.ReadFromJsonAsync(HandJson.Default.HandAccepted).ConfigureAwait(false);
        var path = $"api/open/v1/video/generations/{Uri.EscapeDataString(accepted!.RequestId)}";
        var generation = await _http.GetFromJsonAsync(path, HandJson.Default.HandGeneration).ConfigureAwait(false);
        return generation!.Output!.Url;
    }

    public void Dispose() => _http.Dispose();
}
