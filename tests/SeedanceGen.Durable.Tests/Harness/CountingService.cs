using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SeedanceGen.Durable.Tests.Harness;

/// <summary>
/// A small service that counts what it accepts for each webhook address, and so for each key. A job ends after some seconds and then sends
/// its webhook, until the endpoint takes it.
/// </summary>
internal sealed class CountingService : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset Ends, string Key)> _jobs = new();
    private readonly ConcurrentDictionary<string, int> _accepted = new();
    private readonly ConcurrentQueue<DateTimeOffset> _acceptances = new();
    private readonly HttpClient _webhooks = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeSpan _jobTime;
    private readonly WebApplication _app;
    private int _next;

    private CountingService(TimeSpan jobTime)
    {
        _jobTime = jobTime;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/api/open/v1/video/generations", AcceptAsync);
        _app.MapGet("/api/open/v1/video/generations/{id}", (string id) => Read(id));
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>How many jobs were accepted for each key.</summary>
    public IReadOnlyDictionary<string, int> Accepted => _accepted;

    /// <summary>When the service accepted jobs.</summary>
    public IReadOnlyCollection<DateTimeOffset> Acceptances => _acceptances;

    public static async Task<CountingService> StartAsync(TimeSpan jobTime)
    {
        var service = new CountingService(jobTime);
        await service._app.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        _webhooks.Dispose();
        _stop.Dispose();
    }

    private async Task<IResult> AcceptAsync(HttpRequest request)
    {
        var body = await JsonNode.ParseAsync(request.Body);
        var webhook = new Uri((string)body!["webhookUrl"]!);
        var key = webhook.Segments[^2].TrimEnd('/');
        var id = "req_" + Interlocked.Increment(ref _next);
        _accepted.AddOrUpdate(key, 1, (_, count) => count + 1);
        _acceptances.Enqueue(DateTimeOffset.UtcNow);
        _jobs[id] = (DateTimeOffset.UtcNow + _jobTime, key);
        _ = EndAsync(id, webhook);
        // The job is accepted; the response takes a while, so that some workers die between the two.
        await Task.Delay(30);
        return Results.Json(new { success = true, requestId = id, status = "queued", creditsCharged = 40 });
    }

    private IResult Read(string id) => _jobs.TryGetValue(id, out var job)
        ? Results.Text(JsonSerializer.Serialize(StateOf(id, job.Ends)), "application/json")
        : Results.NotFound();

    private static Dictionary<string, object?> StateOf(string id, DateTimeOffset ends)
    {
        var hasEnded = ends <= DateTimeOffset.UtcNow;
        var state = new Dictionary<string, object?>
        {
            ["success"] = true,
            ["requestId"] = id,
            ["status"] = hasEnded ? "succeeded" : "processing",
        };
        if (hasEnded)
            state["output"] = new { type = "video", url = "https://cdn.example/" + id + ".mp4" };
        return state;
    }

    private async Task EndAsync(string id, Uri webhook)
    {
        await Task.Delay(_jobTime + TimeSpan.FromMilliseconds(50), _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var content = new StringContent($$"""{"requestId":"{{id}}"}""", null, "application/json");
                using var response = await _webhooks.PostAsync(webhook, content, _stop.Token);
                if (response.IsSuccessStatusCode)
                    return;
            }
            catch (Exception) when (!_stop.IsCancellationRequested)
            {
                // The endpoint was not there; the service tries again.
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(2000, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
