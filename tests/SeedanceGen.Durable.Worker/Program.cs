using System.Globalization;
using System.Text.Json;
using SeedanceGen.AspNetCore;
using SeedanceGen.Durable;
using SeedanceGen.Durable.Worker;

// The processes of the tests that kill workers and that measure them: a worker, whose argument is its settings, or with "service" and the
// settings of that the service. Either ends with the process that started it.
ParentProcess.EndWithIt();
if (args is ["service", var described])
{
    await using var service = await CountingService.StartAsync(JsonSerializer.Deserialize<CountingServiceSettings>(described)!);
    Console.WriteLine(service.Address);
    await Task.Delay(Timeout.InfiniteTimeSpan);
}

var settings = JsonSerializer.Deserialize<WorkerSettings>(args[0])!;
var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls(settings.Listen);
builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.TimestampFormat = "HH:mm:ss.fff ");
builder.Services.AddSeedanceWebhooks(options =>
    (options.Secret, options.RetryDelay, options.RespondsAfterHandler) = (WorkerSettings.Secret, TimeSpan.FromSeconds(1), true));
builder.Services.AddSingleton<IVideoStorage, NoStorage>();
builder.Services
    .AddSeedance(options => (options.ApiKey, options.BaseAddress) = (WorkerSettings.ApiKey, settings.Service))
    .AddSeedanceJobs(options =>
    {
        _ = settings.File is { } file ? options.UseSqlite(file) : options.UsePostgreSql(settings.ConnectionString!);
        options.AcceptanceFolder = settings.AcceptanceFolder;
        if (settings.Webhooks is { } webhooks)
            options.WebhookUrl = (services, key) => services.GetRequiredService<WebhookUrls>().Create(webhooks, key);
        options.MaxSubmissionsPerSecond = settings.SubmissionsPerSecond;
        options.WebhookPollInterval = options.PollInterval = options.MaxPollInterval = TimeSpan.FromSeconds(settings.PollSeconds);
    });
var app = builder.Build();
var queue = app.Services.GetRequiredService<IVideoQueue>();
app.MapSeedanceWebhook("/hooks", (video, key, cancellationToken) => queue.ReportAsync(key, video, cancellationToken));
app.MapGet("/handled", async (CancellationToken cancellationToken) =>
    (await queue.GetTotalsAsync(cancellationToken)).Count(VideoJobState.Handled).ToString(CultureInfo.InvariantCulture));
app.MapGet("/unknown", async (CancellationToken cancellationToken) => Results.Text(
    string.Join('\n', await queue.QueryAsync(VideoJobState.OutcomeUnknown, cancellationToken).Select(job => job.Key)
        .ToListAsync(cancellationToken))));
app.MapPost("/not-charged/{key}", (string key, CancellationToken cancellationToken) =>
    queue.ResolveAsync(key, SubmissionResolution.NotCharged, cancellationToken));
app.MapGet("/figures", () => Results.Text(JsonSerializer.Serialize(WorkerFigures.Read()), "application/json"));
await app.StartAsync();
Console.WriteLine(app.Urls.First());
await app.WaitForShutdownAsync();
