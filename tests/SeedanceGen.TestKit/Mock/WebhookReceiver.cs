using System.Text;
using System.Threading.Channels;

namespace SeedanceGen.TestKit.Mock;

/// <summary>A user's webhook endpoint: keeps what arrives and responds as told.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly Channel<ReceivedWebhook> _received = Channel.CreateUnbounded<ReceivedWebhook>();
    private readonly Func<WebhookResponse, Task> _respond;
    private readonly LoopbackServer _server;

    private WebhookReceiver(Func<WebhookResponse, Task> respond)
    {
        _respond = respond;
        _server = new LoopbackServer(ReceiveAsync);
    }

    public Uri Url => new(_server.Address, "hook");

    /// <summary>How many webhooks have arrived and were not taken by <see cref="NextAsync"/>.</summary>
    public int Waiting => _received.Reader.Count;

    /// <summary>Starts a receiver whose responses are sent when the given task completes, with status 200 unless it sets another.</summary>
    public static Task<WebhookReceiver> StartAsync(Func<WebhookResponse, Task> respond) => Task.FromResult(new WebhookReceiver(respond));

    public static Task<WebhookReceiver> StartAsync(int statusCode = 204) => StartAsync(response =>
    {
        response.StatusCode = statusCode;
        return Task.CompletedTask;
    });

    /// <summary>The next webhook, waited for within bounds.</summary>
    public async Task<ReceivedWebhook> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _received.Reader.ReadAsync(limit.Token);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<LoopbackResponse> ReceiveAsync(LoopbackRequest request, CancellationToken closing)
    {
        await _received.Writer.WriteAsync(new ReceivedWebhook(Encoding.UTF8.GetString(request.Body), request.Headers), closing);
        var response = new WebhookResponse();
        await _respond(response);
        return new LoopbackResponse(response.StatusCode, null, ("Location", response.Location?.ToString()));
    }
}

/// <summary>A webhook that arrived.</summary>
/// <param name="Body">Its body.</param>
/// <param name="Headers">Its headers; their names have no case.</param>
public sealed record ReceivedWebhook(string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>The response to a webhook, which a test may change; it has no body and ends the connection.</summary>
public sealed class WebhookResponse
{
    public int StatusCode { get; set; } = 200;

    /// <summary>Where a redirect leads; null for no such header.</summary>
    public Uri? Location { get; set; }
}
