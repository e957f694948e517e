using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.AspNetCore;

namespace SeedanceGen.Benchmarks.Serving;

/// <summary>The webhook endpoint with its queue and deliveries; only the reading of a job is stubbed.</summary>
internal static class WebhookServer
{
    private const string Path = "/webhooks/seedance";

    public static async Task<int> RunAsync()
    {
        var client = new StubbedClient();
        var delivered = 0;
        var builder = BareApplication.Builder();
        builder.Services.AddLogging();
        builder.Services.AddRouting();
        builder.Services.AddSingleton<ISeedanceClient>(client);
        builder.Services.AddSeedanceWebhooks(options =>
        {
            options.Secret = new string('s', SeedanceWebhookOptions.MinSecretBytes);
            // Nothing is refused for want of room, so that every request is a whole delivery.
            options.QueueCapacity = 1_000_000;
        });
        var application = builder.Build();
        application.UseRouting();
        application.MapSeedanceWebhook(Path, (_, _, _) =>
        {
            Interlocked.Increment(ref delivered);
            return Task.CompletedTask;
        });
        var url = application.Services.GetRequiredService<WebhookUrls>().Create(new Uri("https://your-app.com" + Path), "job");
        await Servers.RunAsync(application, url.AbsolutePath).ConfigureAwait(false);

        // The queue has been drained: a server that did not deliver what it fetched was not measured.
        return delivered > 0 && delivered == client.Reads ? 0 : 1;
    }
}
