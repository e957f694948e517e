using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeedanceGen.Durable.Worker;

/// <summary>
/// A small service that counts what it accepts for each key, which the webhook's address has, or without webhooks the prompt. A job ends
/// after some seconds and then sends its webhook, until the endpoint takes it. With the mock behind it, the responses are the mock's.
/// </summary>
public sealed class CountingService : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _jobs = new();
    private readonly ConcurrentDictionary<string, int> _accepted = new();
    private readonly ConcurrentQueue<DateTimeOffset> _acceptances = new();
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, TimeSpan After)> _seen = new();
    private readonly HttpClient _webhooks = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CountingServiceSettings _settings;
    private readonly WebApplication _app;
    private readonly MockBehind? _mock;
    private int _next;
    private long _polls;

    private CountingService(CountingServiceSettings settings)
    {
        _settings = settings;
        _mock = settings.HasMock ? new MockBehind(JobTime) : null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/api/open/v1/video/generations", AcceptAsync);
        _app.MapGet("/api/open/v1/video/generations/{id}", ReadAsync);
        _app.MapGet("/figures", (DateTimeOffset since, DateTimeOffset until) =>
            Results.Text(JsonSerializer.Serialize(FiguresOf(since, until)), "application/json"));
    }

    private TimeSpan JobTime => TimeSpan.FromSeconds(_settings.JobSeconds);

    /// <summary>Its base address.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>How many jobs were accepted for each key.</summary>
    public IReadOnlyDictionary<string, int> Accepted => _accepted;

    /// <summary>When the service accepted jobs.</summary>
    public IReadOnlyCollection<DateTimeOffset> Acceptances => _acceptances;

    /// <summary>Starts the service on a free port.</summary>
    public static async Task<CountingService> StartAsync(CountingServiceSettings settings)
    {
        var service = new CountingService(settings);
        await service._app.StartAsync();
        return service;
    }

    /// <summary>Stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        _webhooks.Dispose();
        _mock?.Dispose();
        _stop.Dispose();
    }

    private async Task<IResult> AcceptAsync(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes);
        var body = JsonNode.Parse(bytes.ToArray());
        var webhook = (string?)body!["webhookUrl"] is { } address ? new Uri(address) : null;
        var key = webhook is null ? (string)body["prompt"]! : webhook.Segments[^2].TrimEnd('/');
        var (id, response) = _mock is null
            ? ("req_" + Interlocked.Increment(ref _next), null)
            : await _mock.SubmitAsync(request, bytes.ToArray());
        _accepted.AddOrUpdate(key, 1, (_, count) => count + 1);
        _acceptances.Enqueue(DateTimeOffset.UtcNow);
        _jobs[id] = DateTimeOffset.UtcNow + JobTime;
        if (webhook is not null)
            _ = EndAsync(id, webhook);
        // The job is accepted; the response takes a while, so that some workers die between the two.
        await Task.Delay(_settings.AcceptanceMilliseconds);
        return response ?? Results.Json(new { success = true, requestId = id, status = "queued", creditsCharged = 40 });
    }

    private async Task<IResult> ReadAsync(string id, HttpRequest request)
    {
        if (!_jobs.TryGetValue(id, out var ends))
            return Results.NotFound();
        Interlocked.Increment(ref _polls);
        var (hasEnded, response) = _mock is null ? (ends <= DateTimeOffset.UtcNow, null) : await _mock.ReadAsync(request);
        var now = DateTimeOffset.UtcNow;
        if (hasEnded)
            _seen.TryAdd(id, (now, now > ends ? now - ends : TimeSpan.Zero));
        return response ?? Results.Text(JsonSerializer.Serialize(StateOf(id, hasEnded)), "application/json");
    }

    private CountingFigures FiguresOf(DateTimeOffset since, DateTimeOffset until)
    {
        var times = _seen.Values.Where(seen => seen.At >= since && seen.At <= until)
            .Select(seen => seen.After.TotalSeconds).Order().ToList();
        double[] seen = times.Count == 0 ? [0, 0, 0] : [times[times.Count / 2], times[times.Count * 99 / 100], times[^1]];
        return new CountingFigures(_acceptances.Count, _accepted.Count(key => key.Value > 1), Interlocked.Read(ref _polls), seen);
    }

    private static Dictionary<string, object?> StateOf(string id, bool hasEnded)
    {
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
        await Task.Delay(JobTime + TimeSpan.FromMilliseconds(50), _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
