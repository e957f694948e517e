using System.Net.Http.Headers;

namespace SeedanceGen.Benchmarks.Peers.Stock;

/// <summary>NSwag's own templates for System.Text.Json, from the same YAML (nswag.json beside this file).</summary>
internal sealed class StockPeer : IPeer
{
    private static readonly VideoGenerationRequest Request = new()
    {
        Model = SeedanceModel.Seedance2_0,
        Prompt = "A river flowing through an autumn forest, aerial view, cinematic motion",
        AspectRatio = AspectRatio.Ratio16x9,
        Duration = 5,
        Resolution = Resolution.P720,
        WebhookUrl = new Uri("https://your-app.com/webhooks/seedance"),
        Metadata = new Dictionary<string, object> { ["projectId"] = "proj_1001", ["sceneId"] = "scene_08" },
    };

    private readonly HttpClient _http;
    private readonly StockClient _client;

    public StockPeer(HttpMessageHandler handler)
    {
        _http = new HttpClient(handler, disposeHandler: false);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sd2_live_benchmark");
        _client = new StockClient(_http) { BaseUrl = "https://api.example.com/" };
    }

    public async Task<string> SubmitAndGetAsync()
    {
        var accepted = await _client.SubmitVideoGenerationAsync(Request).ConfigureAwait(false);
        var generation = await _client.GetVideoGenerationAsync(accepted.RequestId).ConfigureAwait(false);
        return generation.Output!.Url!.OriginalString;
    }

    public void Dispose() => _http.Dispose();
}
