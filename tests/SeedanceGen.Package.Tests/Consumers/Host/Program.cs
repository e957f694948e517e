using SeedanceGen;
using SeedanceGen.AspNetCore;

var river = VideoRequest.Seedance15Pro("A river flowing through an autumn forest")
    .WithDuration(10)
    .WithAspectRatio(AspectRatio.Ratio16x9)
    .WithResolution(Resolution.P720)
    .WithMetadata("projectId", "proj_1001");
if (args is ["start"])
{
    await using var started = new SeedanceClient("sd2_live_start");
    Console.WriteLine(river.Build().Model);
    return;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddSeedance();
builder.Services.AddSeedanceWebhooks(options => options.Secret = "a secret of this sample, 32 bytes or more");

var delivered = new TaskCompletionSource<string>();
await using var app = builder.Build();
app.MapSeedanceWebhook("/webhooks/seedance", (generation, reference, _) =>
{
    delivered.TrySetResult($"{reference} {generation.Status} {generation.Output?.Type}");
    return Task.CompletedTask;
});
await app.StartAsync();

var client = app.Services.GetRequiredService<ISeedanceClient>();
var endpoint = new Uri(new Uri(app.Urls.First()), "webhooks/seedance");
var url = app.Services.GetRequiredService<WebhookUrls>().Create(endpoint, "order-17");

GenerationJob job = await client.SubmitAsync(river.WithWebhookUrl(url).Build());
VideoGeneration video = await job.WaitAsync();
await job.DownloadAsync("river.mp4");
Console.WriteLine($"{job.CreditsCharged} credits, {video.Status}, {new FileInfo("river.mp4").Length > 0}, webhook: {await delivered.Task}");
await app.StopAsync();
