using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.AspNetCore;
using SeedanceGen.Benchmarks.Wire;

namespace SeedanceGen.Benchmarks.Serving;

/// <summary>The webhook endpoint with its queue and deliveries; only what the job is read from is in memory.</summary>
internal static class WebhookServer
{
    private const string Path = "/webhooks/seedance";

    public static async Task<int> RunAsync()
    {
        using var jobs = new JobHandler { IsFinished = true };
        var delivered = 0;
        var builder = BareApplication.Builder();
        builder.Services.AddLogging();
        builder.Services.AddRouting();
        builder.Services.AddSingleton<ISeedanceClient>(new SeedanceClient("sd2_live_benchmark", new SeedanceClientOptions
        {
            BaseAddress = new Uri("https://api.example.com/"),
            HttpHandler = jobs,
        }));
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
        return delivered > 0 && delivered == jobs.Answers ? 0 : 1;
    }
}
