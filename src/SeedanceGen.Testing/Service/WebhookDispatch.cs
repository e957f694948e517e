using SeedanceGen.Testing.Time;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// The webhook of one job, through all of its attempts. While it works it holds a virtual clock; while it rests it waits for its next
/// attempt.
/// </summary>
internal sealed class WebhookDispatch(WebhookSender sender, string requestId, Uri url, byte[] body, WebhookPlan plan)
{
    private readonly object _gate = new();
    private readonly TaskCompletionSource _done = NewSignal();
    private TaskCompletionSource _rest = NewSignal();
    private Action? _cutShort;
    private IDisposable? _hold;
    private bool _isResting;

    public string RequestId { get; } = requestId;

    public Uri Url { get; } = url;

    public byte[] Body { get; } = body;

    public WebhookPlan Plan { get; } = plan;

    public bool IsStarted { get; set; }

    public bool IsDelivered { get; set; }

    /// <summary>Whether its body was validated: once, however often it is posted.</summary>
    public bool IsValidated { get; set; }

    /// <summary>Whether the plan drops it, so that nothing has to arrive.</summary>
    public bool IsExcused { get; set; }

    /// <summary>Completes when nothing more will be sent.</summary>
    public Task Done => _done.Task;

    /// <summary>Completes when it waits for its time or is done; null while it waits.</summary>
    public Task? Work
    {
        get
        {
            lock (_gate)
                return _isResting ? null : _rest.Task;
        }
    }

    public void Start() => sender.Start(this);

    /// <summary>Starts it, and waits for its first attempt.</summary>
    public Task SendBeforeResponseAsync() => sender.SendBeforeResponseAsync(this);

    public void BeginWork(IDisposable? hold)
    {
        lock (_gate)
            (_isResting, _hold) = (false, hold);
    }

    /// <summary>Waits on a clock.</summary>
    /// <param name="time">How long.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stopping">Ends the wait with the server.</param>
    /// <param name="canBeCutShort">Whether <see cref="CutShort"/> ends it early.</param>
    public async Task RestAsync(TimeSpan time, ServerClock clock, CancellationToken stopping, bool canBeCutShort = false)
    {
        if (time <= TimeSpan.Zero)
            return;

        var over = NewSignal();
        void Wake()
        {
            // It works from here on, in the timer's own callback, so that a clock that a test moves does not run ahead of its webhooks.
            lock (_gate)
            {
                if (!over.TrySetResult())
                    return;

                _cutShort = null;
                if (_isResting)
                    (_isResting, _rest, _hold) = (false, NewSignal(), clock.Hold());
            }
        }

        await using var stop = stopping.Register(() => over.TrySetCanceled(stopping)).ConfigureAwait(false);
        var timer = clock.Time.CreateTimer(_ => Wake(), null, time, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            lock (_gate)
            {
                if (!over.Task.IsCompleted)
                {
                    _cutShort = canBeCutShort ? Wake : null;
                    Rest();
                }
            }

            await over.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Ends a wait for another job's webhook.</summary>
    public void CutShort()
    {
        Action? cutShort;
        lock (_gate)
            cutShort = _cutShort;
        cutShort?.Invoke();
    }

    public void Complete()
    {
        lock (_gate)
            Rest();
        _done.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Rest()
    {
        _isResting = true;
        _hold?.Dispose();
        _hold = null;
        _rest.TrySetResult();
    }
}
