using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>The deliveries that were acknowledged and are not settled: bounded, each once, worked on in the background, drained at shutdown.</summary>
internal sealed class WebhookQueue(
    WebhookDeliverer deliverer, IOptions<SeedanceWebhookOptions> options, TimeProvider clock, ILogger<WebhookQueue> logger)
    : IHostedService, IDisposable
{
    private readonly SeedanceWebhookOptions _options = options.Value;
    private readonly object _gate = new();
    private readonly Dictionary<WebhookDeliveryKey, PendingDelivery> _pending = [];

    // What is pending is bounded; the channel holds nothing else, so it needs no bound of its own.
    private readonly Channel<PendingDelivery> _ready = Channel.CreateUnbounded<PendingDelivery>();
    private readonly CancellationTokenSource _abort = new();
    private Task _workers = Task.CompletedTask;
    private bool _stopping;

    /// <summary>Takes a webhook, unless there is no room or the application stops.</summary>
    public bool TryEnqueue(WebhookDeliveryKey key)
    {
        lock (_gate)
        {
            if (_stopping)
                return false;

            if (_pending.TryGetValue(key, out var pending))
            {
                logger.Repeated(key.RequestId, key.Reference);
                RingAgain(pending);
                return true;
            }

            if (_pending.Count >= _options.QueueCapacity)
                return false;

            pending = new PendingDelivery(key);
            _pending.Add(key, pending);
            MakeReady(pending);
            return true;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _workers = Task.WhenAll(Enumerable.Range(0, _options.MaxConcurrency).Select(_ => Task.Run(WorkAsync, CancellationToken.None)));
        return Task.CompletedTask;
    }

    /// <summary>Finishes what was acknowledged; what failed gets its last attempt now. When the host's time is up, handlers are cancelled.</summary>
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
                pending.RangAgain = false;
                pending.Attempts++;
            }

            var outcome = await AttemptAsync(pending.Key, abort).ConfigureAwait(false);
            lock (_gate)
                Settle(pending, outcome);
        }
    }

    /// <summary>One attempt. A log that throws does not end the worker: whoever sent the next webhooks was told that they are worked on.</summary>
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
        if (outcome != DeliveryOutcome.Done && pending.RangAgain && !_abort.IsCancellationRequested)
        {
            MakeReady(pending);
        }
        else if ((outcome is DeliveryOutcome.Failed or DeliveryOutcome.TooEarly) && pending.Attempts < _options.MaxAttempts && !_stopping)
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

    private void GiveUp(PendingDelivery pending)
    {
        try
        {
            logger.GivenUp(pending.Key.RequestId, pending.Key.Reference, pending.Attempts);
        }
        catch (Exception)
        {
            // There is no place left to say it in.
        }
    }

    private void RingAgain(PendingDelivery pending)
    {
        if (pending.State == PendingState.Waiting)
            MakeReady(pending);
        else
            pending.RangAgain = true;
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
