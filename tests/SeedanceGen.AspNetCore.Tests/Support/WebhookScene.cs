using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SeedanceGen.AspNetCore.Tests.Sample;
using SeedanceGen.Testing;
using SeedanceGen.TestKit.Telemetry;

namespace SeedanceGen.AspNetCore.Tests.Support;

/// <summary>The mock server, a client whose clock stands still, the sample host, and a sender of webhooks.</summary>
internal sealed class WebhookScene : IAsyncDisposable
{
    /// <summary>Only a test that fails ever waits that long.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Channel<Delivered> _delivered = Channel.CreateUnbounded<Delivered>();
    private readonly Channel<InterceptedTimer> _retries = Channel.CreateUnbounded<InterceptedTimer>();
    private readonly Channel<InterceptedTimer> _timeouts = Channel.CreateUnbounded<InterceptedTimer>();
    private readonly Channel<InterceptedTimer> _busy = Channel.CreateUnbounded<InterceptedTimer>();
    private readonly HttpClient _http = new();
    private readonly SeedanceClient _client;

    private WebhookScene(SeedanceMockServer server)
    {
        Server = server;
        _client = new SeedanceClient(server.ApiKey, new()
        {
            BaseAddress = server.BaseAddress,
            TimeProvider = new FakeTimeProvider(),
            HttpHandler = Wire,
            MaxAttempts = 1,
            WaitDefaults = new() { WebhookPollInterval = TimeSpan.FromHours(5), Timeout = Timeout.InfiniteTimeSpan },
        });
    }

    public SeedanceMockServer Server { get; }

    public VideoHost Host { get; private set; } = null!;

    public InterceptingHandler Wire { get; } = new();

    /// <summary>The timers of retries that no test has taken.</summary>
    public int PendingRetries => _retries.Reader.Count;

    public LogRecorder Log { get; } = new();

    /// <summary>What the handler does before a delivery counts as taken.</summary>
    public Func<Delivered, CancellationToken, Task> Handler { get; set; } = (_, _) => Task.CompletedTask;

    public int Reads => Server.Journal.ForOperation("getVideoGeneration").Count;

    public static async Task<WebhookScene> StartAsync(
        Action<SeedanceWebhookOptions>? configure = null, Action<WebApplicationBuilder>? build = null, JobLifecycle? lifecycle = null)
    {
        var scene = new WebhookScene(await SeedanceMockServer.StartAsync(new() { Lifecycle = lifecycle ?? JobLifecycle.Manually }));
        scene.Host = await VideoHost.StartAsync(scene._client, scene.HandleAsync, configure, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(InterceptedTimeProvider.WithTimers(new FakeTimeProvider(), scene.Keep));
            builder.Logging.AddProvider(scene.Log).AddFilter("SeedanceGen", LogLevel.Trace);
            build?.Invoke(builder);
        });
        return scene;
    }

    /// <summary>A job that was submitted without a webhook and has ended, so that only the test calls.</summary>
    public async Task<string> FinishedJobAsync() => (await JobAsync(job => job.Succeed())).RequestId;

    public async Task<MockJob> JobAsync(Action<MockJob>? end = null)
    {
        var job = await _client.SubmitAsync(new() { Model = SeedanceModel.Seedance20, Prompt = "A river" });
        var mock = Server.GetJob(job.Id);
        end?.Invoke(mock);
        return mock;
    }

    public static string Naming(string requestId) => $$"""{"success":true,"requestId":"{{requestId}}","status":"succeeded"}""";

    public async Task<HttpStatusCode> PostAsync(string reference, string body, string contentType = "application/json") =>
        await PostAsync(Host.UrlFor(reference), Encoding.UTF8.GetBytes(body), contentType);

    public async Task<HttpStatusCode> PostAsync(Uri url, byte[] body, string? contentType = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, url) { Content = content });
    }

    public async Task<HttpStatusCode> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request);
            (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
            return response.StatusCode;
        }
    }

    /// <summary>Completes when the client has the response of its next read.</summary>
    public Task OnRead()
    {
        var read = new TaskCompletionSource();
        Wire.Respond = (_, response) =>
        {
            read.TrySetResult();
            return Task.FromResult(response);
        };
        return read.Task.WaitAsync(Limit);
    }

    /// <summary>The next timer of a retry, waited for within bounds. It fires when the test fires it.</summary>
    public Task<InterceptedTimer> NextRetryAsync() => _retries.Reader.ReadAsync().AsTask().WaitAsync(Limit);

    /// <summary>The next timer that limits a handler.</summary>
    public Task<InterceptedTimer> NextTimeoutAsync() => _timeouts.Reader.ReadAsync().AsTask().WaitAsync(Limit);

    /// <summary>The next timer of the warning that all workers are busy.</summary>
    public Task<InterceptedTimer> NextBusyAsync() => _busy.Reader.ReadAsync().AsTask().WaitAsync(Limit);

    /// <summary>The next delivery, waited for within bounds.</summary>
    public Task<Delivered> NextAsync() => _delivered.Reader.ReadAsync().AsTask().WaitAsync(Limit);

    /// <summary>Stops the host, which first delivers what it accepted, and returns the deliveries that no test has taken.</summary>
    public async Task<IReadOnlyList<Delivered>> DrainAsync()
    {
        await Host.StopAsync().WaitAsync(Limit);
        List<Delivered> rest = [];
        while (_delivered.Reader.TryRead(out var delivered))
            rest.Add(delivered);
        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        // A host that stops while it responds would leave an accepted webhook without its response.
        await Server.WaitForWebhooksAsync().WaitAsync(Limit);
        await Host.DisposeAsync();
        await _client.DisposeAsync();
        await Server.DisposeAsync();
        _http.Dispose();
        Wire.Dispose();
    }

    private void Keep(InterceptedTimer timer, TimeSpan dueTime)
    {
        var defaults = new SeedanceWebhookOptions();
        var kind = dueTime == defaults.HandlerTimeout ? _timeouts : dueTime == defaults.BusyWarningDelay ? _busy : _retries;
        if (dueTime != Timeout.InfiniteTimeSpan)
            kind.Writer.TryWrite(timer);
    }

    private async Task HandleAsync(VideoGeneration generation, string reference, CancellationToken cancellationToken)
    {
        var delivered = new Delivered(generation, reference);
        await Handler(delivered, cancellationToken);
        _delivered.Writer.TryWrite(delivered);
    }
}
