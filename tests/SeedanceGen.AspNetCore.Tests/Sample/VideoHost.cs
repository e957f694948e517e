using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SeedanceGen.AspNetCore.Tests.Sample;

/// <summary>An application that submits jobs with a webhook and receives their ends, on a free loopback port.</summary>
internal sealed class VideoHost : IAsyncDisposable
{
    public const string Secret = "a secret of the sample, 32 bytes or more";

    private readonly WebApplication _app;

    private VideoHost(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public ISeedanceClient Client => _app.Services.GetRequiredService<ISeedanceClient>();

    public Uri Endpoint => new(new Uri(_app.Urls.Single()), "webhooks/seedance");

    public static async Task<VideoHost> StartAsync(
        ISeedanceClient client,
        Func<VideoGeneration, string, CancellationToken, Task> handler,
        Action<SeedanceWebhookOptions>? configure = null,
        Action<WebApplicationBuilder>? build = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port: 0));
        builder.Services.AddSingleton(client);
        builder.Services.AddSeedanceWebhooks(options =>
        {
            options.Secret = Secret;
            configure?.Invoke(options);
        });
        build?.Invoke(builder);

        var app = builder.Build();
        app.MapSeedanceWebhook("/webhooks/seedance", handler);
        await app.StartAsync();
        return new VideoHost(app);
    }

    public Uri UrlFor(string reference) => _app.Services.GetRequiredService<WebhookUrls>().Create(Endpoint, reference);

    public Task<GenerationJob> SubmitAsync(string prompt, string reference) =>
        Client.SubmitAsync(new() { Model = SeedanceModel.Seedance20, Prompt = prompt, WebhookUrl = UrlFor(reference) });

    public Task StopAsync(CancellationToken cancellationToken = default) => _app.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
