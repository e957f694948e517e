using System.Collections.Concurrent;
using SeedanceGen;
using SeedanceGen.AspNetCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSeedance(builder.Configuration);
builder.Services.AddSeedanceWebhooks(options => options.Secret = "a secret of this sample, 32 bytes or more");

var app = builder.Build();
var videos = new ConcurrentDictionary<string, Uri>();
app.MapPost("/orders/{number}", async (string number, ISeedanceClient client, WebhookUrls urls) =>
{
    var webhook = urls.Create(new Uri("https://shop.example/webhooks/seedance"), number);
    var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithWebhookUrl(webhook).Build());
    return Results.Accepted($"/orders/{number}", job.Id);
});
app.MapGet("/orders/{number}", (string number) => videos.TryGetValue(number, out var video) ? Results.Ok(video) : Results.NotFound());
app.MapSeedanceWebhook("/webhooks/seedance", (video, number, _) =>
{
    videos[number] = video.Output!.Url!;
    return Task.CompletedTask;
});
app.Run();
