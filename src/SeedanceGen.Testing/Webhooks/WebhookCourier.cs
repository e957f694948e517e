using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SeedanceGen.Testing.Engine;

namespace SeedanceGen.Testing.Webhooks;

/// <summary>Posts the final result of a job once to its webhook, without retries, and remembers what came of it.</summary>
internal sealed class WebhookCourier(MockServerState state) : IAsyncDisposable
{
    private const string Stopped = "not delivered: the mock server was stopped";

    private readonly object _gate = new();
    private readonly List<WebhookDispatch> _dispatches = [];
    private readonly List<WebhookDelivery> _deliveries = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lazy<HttpClient> _client = new(Connect);

    public IReadOnlyList<WebhookDelivery> Deliveries
    {
        get
        {
            lock (_gate)
                return [.. _deliveries];
        }
    }

    /// <summary>Completes when every webhook that is due now has been sent or given up.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.WhenAll(_dispatches.Select(dispatch => dispatch.Done)).WaitAsync(cancellationToken);
    }

    /// <summary>Sends the webhook of a job that has just ended by itself.</summary>
    public void Deliver(MockJob job) => Enlist(job)?.Invoke();

    /// <summary>Makes the webhook of a job due, and returns what sends it; null when there is nothing to send.</summary>
    public Action? Enlist(MockJob job)
    {
        if (job.Request.WebhookUrl is not { } url)
            return null;

        var result = JobReports.Result(job, job.Status, state.BaseAddress);
        var dispatch = new WebhookDispatch(
            job.RequestId, url, JsonSerializer.SerializeToUtf8Bytes(result, SeedanceJsonContext.Default.VideoGeneration));
        if (LoopbackRule.Objection(url) is { } objection)
        {
            Finish(dispatch, statusCode: null, objection);
            return null;
        }

        lock (_gate)
            _dispatches.Add(dispatch);

        return () => Send(dispatch);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task[] sending;
        lock (_gate)
            sending = [.. _dispatches.Where(dispatch => dispatch.IsStarted).Select(dispatch => dispatch.Done)];

        await Task.WhenAll(sending).ConfigureAwait(false);
        if (_client.IsValueCreated)
            _client.Value.Dispose();

        _stopping.Dispose();
    }

    // Neither a redirect nor a proxy may carry a webhook off this machine.
    private static HttpClient Connect() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private void Send(WebhookDispatch dispatch)
    {
        lock (_gate)
        {
            if (!_stopping.IsCancellationRequested)
            {
                dispatch.IsStarted = true;
                _ = Task.Run(() => SendAsync(dispatch));
                return;
            }
        }

        Finish(dispatch, statusCode: null, Stopped);
    }

    private async Task SendAsync(WebhookDispatch dispatch)
    {
        try
        {
            using var content = new ByteArrayContent(dispatch.Body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
            using var response = await _client.Value.PostAsync(dispatch.Url, content, _stopping.Token).ConfigureAwait(false);
            Finish(dispatch, (int)response.StatusCode, problem: null);
        }
        catch (OperationCanceledException)
        {
            Finish(dispatch, statusCode: null, Stopped);
        }
        catch (Exception failure)
        {
            // Nobody awaits a webhook: whatever goes wrong with it is told by its journal.
            Finish(dispatch, statusCode: null, $"not delivered: {failure.Message}");
        }
    }

    private void Finish(WebhookDispatch dispatch, int? statusCode, string? problem)
    {
        var delivery = new WebhookDelivery(
            dispatch.RequestId, dispatch.Url, state.Time.GetUtcNow(), Encoding.UTF8.GetString(dispatch.Body), statusCode, problem);
        lock (_gate)
        {
            _deliveries.Add(delivery);
            _dispatches.Remove(dispatch);
        }

        dispatch.Complete();
    }
}
