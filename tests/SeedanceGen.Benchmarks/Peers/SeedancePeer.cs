namespace SeedanceGen.Benchmarks.Peers;

/// <summary>The whole SDK: checked options, validation, retries, credit guard, telemetry without a listener.</summary>
internal sealed class SeedancePeer(HttpMessageHandler handler) : IPeer
{
    /// <summary>The documented submission.</summary>
    public static readonly VideoGenerationRequest Request = VideoRequest.Seedance20(
        "A river flowing through an autumn forest, aerial view, cinematic motion")
        .WithAspectRatio(AspectRatio.Ratio16x9)
        .WithDuration(5)
        .WithResolution(Resolution.P720)
        .WithWebhookUrl(new Uri("https://your-app.com/webhooks/seedance"))
        .WithMetadata("projectId", "proj_1001")
        .WithMetadata("sceneId", "scene_08")
        .Build();

    private readonly SeedanceClient _client = new("sd2_live_benchmark", new SeedanceClientOptions
    {
        BaseAddress = new Uri("https://api.example.com/"),
        HttpHandler = handler,
    });

    public async Task<string> SubmitAndGetAsync()
    {
        var job = await _client.SubmitAsync(Request).ConfigureAwait(false);
        var generation = await _client.GetAsync(job.Id).ConfigureAwait(false);
        return generation.Output!.Url!.OriginalString;
    }

    public void Dispose() => _client.Dispose();
}
