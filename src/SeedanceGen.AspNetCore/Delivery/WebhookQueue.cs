using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>
/// Holds the deliveries that the endpoint acknowledged and that are not finished. Background workers process them. The queue is bounded,
/// holds each delivery once, and finishes what it holds when the application stops.
/// </summary>
internal sealed class WebhookQueue(
    WebhookDeliverer deliverer, IOptions<SeedanceWebhookOptions> options, TimeProvider clock, ILogger<WebhookQueue> logger)
    : IHostedService, IDisposable
{
    /// <summary>The longest time until the response, when the response has to tell how the delivery ended.</summary>
    private static readonly TimeSpan LongestResponse = TimeSpan.FromSeconds(10);

    private readonly SeedanceWebhookOptions _options = options.Value;
    private readonly object _gate = new();
    private readonly Dictionary<WebhookDeliveryKey, PendingDelivery> _pending = [];

    // The channel holds only pending deliveries, whose number is bounded. It needs no bound of its own.
    private readonly Channel<PendingDelivery> _ready = Channel.CreateUnbounded<PendingDelivery>();
    private readonly CancellationTokenSource _abort = new();
    private readonly BusyMonitor _busy = new(options.Value, clock, logger);
    private Task _workers = Task.CompletedTask;
    private bool _stopping;

    /// <summary>Adds a webhook; false when the queue is full or the application stops.</summary>
    public bool TryEnqueue(WebhookDeliveryKey key) => Enqueue(key) is not null;

    /// <summary>Adds a webhook, and waits for the attempt to deliver it that is under way or comes next.</summary>
    /// <returns>Whether that attempt ended within 10 seconds and left nothing to deliver.</returns>
    public async Task<bool> DeliverAsync(WebhookDeliveryKey key, CancellationToken cancellationToken)
    {
        if (Enqueue(key) is not { } attempt)
            return false;
        try
        {
            return await attempt.WaitAsync(LongestResponse, clock, cancellationToken).ConfigureAwait(false)
                is DeliveryOutcome.Delivered or DeliveryOutcome.UnknownJob;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Adds a webhook.</summary>
    /// <returns>The next attempt to deliver it; null when the queue is full or the application stops.</returns>
    private Task<DeliveryOutcome>? Enqueue(WebhookDeliveryKey key)
    {
        lock (_gate)
        {
            if (_stopping)
                return null;

            if (_pending.TryGetValue(key, out var pending))
            {
                logger.Repeated(key.RequestId, key.Reference);
                NotifyAgain(pending);
                return pending.NextAttempt;
            }

            if (_pending.Count >= _options.QueueCapacity)
                return null;

            pending = new PendingDelivery(key);
            _pending.Add(key, pending);
            MakeReady(pending);
            return pending.NextAttempt;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var workers = Enumerable.Range(0, _options.MaxConcurrency).Select(_ => Task.Run(WorkAsync, CancellationToken.None));
        _workers = Task.WhenAll(workers);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Finishes the acknowledged deliveries. Deliveries that wait for a retry get their last attempt now. When the host's shutdown time is
    /// over, the tokens of the handlers are canceled.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _stopping = true;
            foreach (var waiting in _pending.Values.Where(pending => pending.State == PendingState.Waiting))
                MakeReady(waiting);
            CompleteWhenDrained();
        }

        try
        {
            await _workers.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
                logger.Abandoned(_pending.Count);
            await _abort.CancelAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var pending in _pending.Values)
                pending.Retry?.Dispose();
            _busy.Dispose();
        }

        _abort.Dispose();
    }

    private async Task WorkAsync()
    {
        var abort = _abort.Token;
        await foreach (var pending in _ready.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            lock (_gate)
            {
                pending.State = PendingState.Running;
                pending.WasNotifiedAgain = false;
                pending.Attempts++;
                _busy.Begin(CountWaiting);
            }

            var outcome = await AttemptAsync(pending.Key, abort).ConfigureAwait(false);
            lock (_gate)
            {
                _busy.End();
                pending.EndAttempt(outcome);
                Settle(pending, outcome);
            }
        }
    }

    /// <summary>
    /// Makes one attempt. An exception of a logger does not end the worker: the endpoint has acknowledged the next webhooks already.
    /// </summary>
    private async Task<DeliveryOutcome> AttemptAsync(WebhookDeliveryKey key, CancellationToken abort)
    {
        try
        {
            return await deliverer.DeliverAsync(key, abort).ConfigureAwait(false);
        }
        catch (Exception)
        {
            return DeliveryOutcome.Failed;
        }
    }

    private void Settle(PendingDelivery pending, DeliveryOutcome outcome)
    {
        if (outcome != DeliveryOutcome.Delivered && pending.WasNotifiedAgain && !_abort.IsCancellationRequested)
        {
            MakeReady(pending);
        }
        else if (outcome is DeliveryOutcome.Failed or DeliveryOutcome.JobNotEnded
            && pending.Attempts < _options.MaxAttempts && !_stopping)
        {
            MakeWait(pending);
        }
        else
        {
            _pending.Remove(pending.Key);
            CompleteWhenDrained();
            if (outcome == DeliveryOutcome.Failed)
                GiveUp(pending);
        }
    }

    private int CountWaiting()
    {
        lock (_gate)
            return _pending.Values.Count(pending => pending.State == PendingState.Ready);
    }

    private void GiveUp(PendingDelivery pending)
    {
        try
        {
            logger.GivenUp(pending.Key.RequestId, pending.Key.Reference, pending.Attempts);
        }
        catch (Exception)
        {
            // The logger itself failed; there is nowhere else to report it.
        }
    }

    private void NotifyAgain(PendingDelivery pending)
    {
        if (pending.State == PendingState.Waiting)
            MakeReady(pending);
        else
            pending.WasNotifiedAgain = true;
    }

    private void MakeReady(PendingDelivery pending)
    {
        pending.Retry?.Dispose();
        pending.Retry = null;
        pending.State = PendingState.Ready;
        _ready.Writer.TryWrite(pending);
    }

    private void MakeWait(PendingDelivery pending)
    {
        var delay = _options.RetryDelay * Math.Pow(2, Math.Min(pending.Attempts - 1, 8));
        pending.State = PendingState.Waiting;
        pending.Retry = clock.CreateTimer(_ => EndWait(pending), state: null, delay, Timeout.InfiniteTimeSpan);
    }

    private void EndWait(PendingDelivery pending)
    {
        lock (_gate)
        {
            if (pending.State == PendingState.Waiting)
                MakeReady(pending);
        }
    }

    private void CompleteWhenDrained()
    {
        if (_stopping && _pending.Count == 0)
            _ready.Writer.TryComplete();
    }
}

/// <summary>A delivery from its first webhook until it is finished. The queue's lock guards every member.</summary>
internal sealed class PendingDelivery(WebhookDeliveryKey key)
{
    private TaskCompletionSource<DeliveryOutcome> _attempt = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WebhookDeliveryKey Key { get; } = key;

    public PendingState State { get; set; }

    public int Attempts { get; set; }

    /// <summary>The outcome of the attempt that is under way or comes next.</summary>
    public Task<DeliveryOutcome> NextAttempt => _attempt.Task;

    /// <summary>Another webhook arrived during the attempt, so the job that the worker read may be older than that webhook.</summary>
    public bool WasNotifiedAgain { get; set; }

    public ITimer? Retry { get; set; }

    /// <summary>Completes the task of the attempt, and begins the task of the next one.</summary>
    public void EndAttempt(DeliveryOutcome outcome)
    {
        _attempt.SetResult(outcome);
        _attempt = new TaskCompletionSource<DeliveryOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>The state of a pending delivery.</summary>
internal enum PendingState
{
    /// <summary>It waits for a worker.</summary>
    Ready,

    /// <summary>A worker processes it.</summary>
    Running,

    /// <summary>An attempt failed, and a timer starts the next one.</summary>
    Waiting,
}
