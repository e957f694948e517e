using Microsoft.AspNetCore.Http.HttpResults;
using SeedanceGen;
using SeedanceGen.AspNetCore;
using SeedanceGen.Durable;

namespace ShopSample;

/// <summary>Takes orders for videos over HTTP. Each order is a durable job: it survives the process, and is paid for once.</summary>
public static class Shop
{
    private const string WebhookPath = "/webhooks/seedance";

    /// <summary>Builds the application; the caller runs it.</summary>
    /// <param name="args">Settings, such as <c>--urls=http://127.0.0.1:5000</c>; they win over the environment.</param>
    public static WebApplication Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = builder.Configuration;
        var folder = settings["DataFolder"] ?? "data";
        // The service must reach this address from outside. Without one there are no webhooks: polls find the end of each job.
        var webhooks = settings["PublicAddress"] is { Length: > 0 } address ? new Uri(new Uri(address), WebhookPath) : null;

        builder.Services.AddSeedance(settings).AddSeedanceJobs(options =>
        {
            // One process needs no database. Many machines share one.
            if (settings.GetConnectionString("Jobs") is { Length: > 0 } database)
                options.UsePostgreSql(database);
            else
                options.UseSqlite(Path.Combine(folder, "shop.db"));
            options.VideoFolder = Path.Combine(folder, "videos");
            options.AcceptanceFolder = Path.Combine(folder, "accepted");
            if (webhooks is not null)
                options.WebhookUrl = (services, number) => services.GetRequiredService<WebhookUrls>().Create(webhooks, number);
            settings.Bind("SeedanceJobs", options);
        });
        // Longer than an attempt of the client, 60 seconds: a submission that is cut off has an unknown outcome.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(75));
        builder.Services.AddScoped<IVideoHandler, OrderHandler>();
        builder.Services.AddHealthChecks().AddSeedanceJobs();
        if (webhooks is not null)
            builder.Services.AddSeedanceWebhooks(settings, options => options.RespondsAfterHandler = true);

        var app = builder.Build();
        app.MapPost("/orders/{number}", PlaceAsync);
        app.MapGet("/orders/{number}", ReadAsync);
        app.MapGet("/orders/{number}/video", OpenVideoAsync);
        app.MapHealthChecks("/health");
        if (webhooks is not null)
        {
            var queue = app.Services.GetRequiredService<IVideoQueue>();
            app.MapSeedanceWebhook(WebhookPath, (video, number, cancellationToken) => queue.ReportAsync(number, video, cancellationToken));
        }

        return app;
    }

    /// <summary>When the customer has the response, the store has the order. The same order again changes nothing.</summary>
    private static async Task<Results<Accepted<Order>, Conflict, BadRequest<string>>> PlaceAsync(
        string number, OrderRequest body, IVideoQueue queue, CancellationToken cancellationToken)
    {
        try
        {
            var request = VideoRequest.Seedance20(body.Prompt).Build();
            var (outcome, job) = await queue.EnqueueAsync(request, number, transaction: null, cancellationToken);
            return outcome == EnqueueOutcome.Conflict
                ? TypedResults.Conflict()
                : TypedResults.Accepted($"/orders/{number}", Order.Of(job));
        }
        catch (Exception problem) when (problem is SeedanceValidationException or ArgumentException)
        {
            return TypedResults.BadRequest(problem.Message);
        }
    }

    private static async Task<Results<Ok<Order>, NotFound>> ReadAsync(
        string number, IVideoQueue queue, CancellationToken cancellationToken) =>
        await queue.GetAsync(number, cancellationToken) is { } job ? TypedResults.Ok(Order.Of(job)) : TypedResults.NotFound();

    private static async Task<Results<FileStreamHttpResult, NotFound>> OpenVideoAsync(
        string number, IVideoQueue queue, IVideoStorage storage, CancellationToken cancellationToken) =>
        await queue.GetAsync(number, cancellationToken) is { Location: { } location }
            ? TypedResults.Stream(await storage.OpenAsync(location, cancellationToken), "video/mp4", enableRangeProcessing: true)
            : TypedResults.NotFound();
}
