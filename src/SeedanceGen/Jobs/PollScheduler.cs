namespace SeedanceGen.Jobs;

/// <summary>
/// Holds the pauses of all waits of one client on one timer, in the order of their ends. It caps the polls that start in a second when the
/// options say so, and ends the pauses of a job when its webhook comes.
/// </summary>
internal sealed class PollScheduler : IDisposable
{
    /// <summary>A platform timer takes little more than a month. A timer that fires too early is set again.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly TimeSpan _spacing;
    private readonly object _lock = new();
    private readonly PriorityQueue<PollPause, long> _pauses = new();
    private readonly Dictionary<string, PollPause> _byJob = new(StringComparer.Ordinal);
    private long _nextSlot = long.MinValue;
    private long _timerDue = long.MaxValue;
    private bool _isDisposed;

    public PollScheduler(TimeProvider clock, double? maxPollsPerSecond)
    {
        _clock = clock;
        _spacing = maxPollsPerSecond is { } rate ? TimeSpan.FromSeconds(1 / rate) : TimeSpan.Zero;
        _timer = clock.CreateTimer(
            static state => ((PollScheduler)state!).Release(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the number of polls in a second is capped.</summary>
    public bool IsCapped => _spacing > TimeSpan.Zero;

    /// <summary>The number of pauses that have begun and not ended.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _pauses.Count;
        }
    }

    /// <summary>
    /// Announces the pause that follows the read which begins now. A webhook that comes during the read ends the pause before it begins:
    /// that read may be older than the webhook.
    /// </summary>
    public PollPause Announce(string requestId)
    {
        var pause = new PollPause(requestId);
        lock (_lock)
        {
            pause.Next = _byJob.GetValueOrDefault(requestId);
            _byJob[requestId] = pause;
        }

        return pause;
    }

    /// <summary>Begins an announced pause.</summary>
    public Task PauseAsync(PollPause pause, TimeSpan duration, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);

        // Registered before the timer is set, so that no cancellation is missed.
        pause.CancelWith(this, cancellationToken);
        lock (_lock)
        {
            if (!pause.Task.IsCompleted && !_isDisposed)
            {
                var due = _clock.GetTimestamp() + ToTicks(duration);
                _pauses.Enqueue(pause, due);
                SetTimer(due);
                return pause.Task;
            }
        }

        pause.End();
        return pause.Task;
    }

    /// <summary>Withdraws an announced pause, because another read begins or the wait is over.</summary>
    public void Withdraw(PollPause pause)
    {
        pause.End();
        lock (_lock)
            Forget(pause);
    }

    /// <summary>Ends every pause of a job, also announced ones: at once, or each in its turn when polls are capped.</summary>
    public void Wake(string requestId)
    {
        PollPause? pause;
        lock (_lock)
        {
            _byJob.Remove(requestId, out pause);
            for (var next = IsCapped ? pause : null; next is not null; next = next.Next)
                _pauses.Enqueue(next, _clock.GetTimestamp());
        }

        for (var next = IsCapped ? null : pause; next is not null; next = next.Next)
            next.End();
        DropEnded();
    }

    /// <summary>Removes the pauses that ended early, so that the timer is not set for them.</summary>
    public void DropEnded()
    {
        lock (_lock)
        {
            while (_pauses.TryPeek(out var pause, out _) && pause.Task.IsCompleted)
                Forget(_pauses.Dequeue());

            _timerDue = long.MaxValue;
            if (_pauses.TryPeek(out _, out var due))
                SetTimer(Math.Max(due, _nextSlot));
            else if (!_isDisposed)
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends all pauses. The next read of each wait then throws that the client is disposed.</summary>
    public void Dispose()
    {
        var left = new List<PollPause>();
        lock (_lock)
        {
            _isDisposed = true;
            _timer.Dispose();
            while (_pauses.TryDequeue(out var pause, out _))
                left.Add(pause);
            _byJob.Clear();
        }

        left.ForEach(static pause => pause.End());
    }

    /// <summary>Ends the pauses that are due, as many as the cap allows, and sets the timer for the next one.</summary>
    private void Release()
    {
        while (TakeDue() is { } pause)
            pause.End();
    }

    private PollPause? TakeDue()
    {
        lock (_lock)
        {
            _timerDue = long.MaxValue;
            while (_pauses.TryPeek(out var pause, out var due))
            {
                var now = _clock.GetTimestamp();
                var start = Math.Max(due, _nextSlot);
                if (!pause.Task.IsCompleted && start > now)
                {
                    SetTimer(start);
                    return null;
                }

                _pauses.Dequeue();
                Forget(pause);
                if (pause.Task.IsCompleted)
                    continue;

                _nextSlot = now + ToTicks(_spacing);
                return pause;
            }

            return null;
        }
    }

    /// <summary>Removes a pause from the list of its job.</summary>
    private void Forget(PollPause pause)
    {
        if (!_byJob.TryGetValue(pause.RequestId, out var first))
            return;

        if (first != pause)
        {
            for (var before = first; before is not null; before = before.Next)
            {
                if (before.Next == pause)
                    before.Next = pause.Next;
            }
        }
        else if (pause.Next is null)
        {
            _byJob.Remove(pause.RequestId);
        }
        else
        {
            _byJob[pause.RequestId] = pause.Next;
        }
    }

    private void SetTimer(long due)
    {
        if (due >= _timerDue)
            return;

        _timerDue = due;
        var wait = _clock.GetElapsedTime(_clock.GetTimestamp(), due);
        var rounded = wait > LongestTimer ? LongestTimer : wait > TimeSpan.Zero ? RoundUp(wait) : TimeSpan.Zero;
        _timer.Change(rounded, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Rounds up: timers drop fractions of a millisecond, and one that fires too early is only set again.</summary>
    private static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    private long ToTicks(TimeSpan duration) => (long)(duration.TotalSeconds * _clock.TimestampFrequency);
}

/// <summary>One pause between two polls of a job.</summary>
internal sealed class PollPause(string requestId) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private CancellationTokenRegistration _cancellation;
    private PollScheduler? _scheduler;

    public string RequestId { get; } = requestId;

    /// <summary>The next pause of the same job, when several wait for it.</summary>
    public PollPause? Next { get; set; }

    public void CancelWith(PollScheduler scheduler, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
            return;

        _scheduler = scheduler;
        _cancellation = cancellationToken.UnsafeRegister(static (state, token) => ((PollPause)state!).Cancel(token), this);
        if (Task.IsCompleted)
            _cancellation.Dispose();
    }

    public void End()
    {
        TrySetResult();
        _cancellation.Dispose();
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        if (TrySetCanceled(cancellationToken))
            _scheduler!.DropEnded();
    }
}
