using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SeedanceGen.AspNetCore.Tests.Sample;

/// <summary>A whole application as a user would write it: <c>AddSeedance</c>, <c>AddSeedanceWebhooks</c>, an endpoint that takes orders, and one for webhooks.</summary>
internal sealed class VideoShop : IAsyncDisposable
{
    private const string Webhooks = "/webhooks/seedance";

    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private VideoShop(WebApplication app, ConcurrentQueue<(string Order, VideoGeneration Video)> finished) => (_app, Finished) = (app, finished);

    /// <summary>The orders that are done, as the handler got them.</summary>
    public ConcurrentQueue<(string Order, VideoGeneration Video)> Finished { get; }

    /// <summary>Completes with the next order that is done.</summary>
    public TaskCompletionSource Rang { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="settings">What would be in appsettings.json.</param>
    /// <param name="add">Adds the client or the clients.</param>
    /// <param name="clientName">The client that webhooks read jobs with.</param>
    public static async Task<VideoShop> StartAsync(
        IEnumerable<KeyValuePair<string, string?>> settings, Action<IServiceCollection, IConfiguration> add, string? clientName = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port: 0));
        add(builder.Services, builder.Configuration);
        builder.Services.AddSeedanceWebhooks(options =>
        {
            options.Secret = VideoHost.Secret;
            options.ClientName = clientName;
        });

        var app = builder.Build();
        var shop = new VideoShop(app, new());
        app.MapSeedanceWebhook(Webhooks, (video, order, _) =>
        {
            shop.Finished.Enqueue((order, video));
            shop.Rang.TrySetResult();
            return Task.CompletedTask;
        });
        app.MapPost("/orders/{order}", async (HttpContext context, string order) =>
        {
            var job = await shop.Client(clientName).SubmitAsync(
                VideoRequest.Seedance20("A river").WithWebhookUrl(shop.UrlFor(order)).Build(), context.RequestAborted);
            await context.Response.WriteAsync(job.Id);
        });
        await app.StartAsync();
        return shop;
    }

    public ISeedanceClient Client(string? name = null) =>
        name is null ? _app.Services.GetRequiredService<ISeedanceClient>() : _app.Services.GetRequiredKeyedService<ISeedanceClient>(name);

    public Uri UrlFor(string order) => _app.Services.GetRequiredService<WebhookUrls>().Create(new Uri(new Uri(_app.Urls.Single()), Webhooks), order);

    /// <summary>Places an order over HTTP.</summary>
    /// <returns>The id of its job.</returns>
    public async Task<string> OrderAsync(string order)
    {
        using var answer = await _http.PostAsync(new Uri(new Uri(_app.Urls.Single()), $"/orders/{order}"), content: null);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    /// <summary>Posts what somebody claims to be a webhook.</summary>
    public async Task<HttpStatusCode> PostAsync(Uri url, string body)
    {
        using var answer = await _http.PostAsync(url, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        return answer.StatusCode;
    }

    /// <summary>Finishes what was accepted.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }
}
