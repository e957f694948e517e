using System.Globalization;
using SeedanceGen.AspNetCore;
using SeedanceGen.Durable;
using SeedanceGen.Durable.Worker;

// A worker for the tests that kill and stop workers. Arguments: the kind of the store, its file or connection string, the address of the
// service, the address to listen on, the public address of the webhook endpoint, a folder of the worker's own, and submissions per second.
var (kind, store, service, listen, webhooks, folder) = (args[0], args[1], new Uri(args[2]), args[3], new Uri(args[4]), args[5]);
var perSecond = double.Parse(args[6], CultureInfo.InvariantCulture);
var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls(listen);
builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.TimestampFormat = "HH:mm:ss.fff ");
builder.Services.AddSeedanceWebhooks(options => (options.Secret, options.RetryDelay) = (WorkerSettings.Secret, TimeSpan.FromSeconds(1)));
builder.Services.AddSingleton<IVideoStorage, NoStorage>();
builder.Services
    .AddSeedance(options => (options.ApiKey, options.BaseAddress) = (WorkerSettings.ApiKey, service))
    .AddSeedanceJobs(options =>
    {
        _ = kind == "SQLite" ? options.UseSqlite(store) : options.UsePostgreSql(store);
        options.AcceptanceFolder = folder;
        options.WebhookUrl = (services, key) => services.GetRequiredService<WebhookUrls>().Create(webhooks, key);
        options.MaxSubmissionsPerSecond = perSecond;
        options.WebhookPollInterval = TimeSpan.FromSeconds(5);
    });
var app = builder.Build();
var queue = app.Services.GetRequiredService<IVideoQueue>();
app.MapSeedanceWebhook("/hooks", (video, key, cancellationToken) => queue.ReportAsync(key, video, cancellationToken));
app.MapGet("/handled", async (CancellationToken cancellationToken) =>
    (await queue.GetTotalsAsync(cancellationToken)).Count(VideoJobState.Handled).ToString(CultureInfo.InvariantCulture));
await app.RunAsync();
