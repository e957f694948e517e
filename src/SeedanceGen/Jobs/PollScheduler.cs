namespace SeedanceGen.Jobs;

/// <summary>
/// The pauses of all waits of one client, on one timer, in the order of their ends. Caps how many polls start in a second when asked to,
/// and ends the pauses of a job at once when its webhook came.
/// </summary>
internal sealed class PollScheduler : IDisposable
{
    private readonly TimeProvider _clock;
    /// <summary>Timers cannot count much further than a month; one that rings too early is set again.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly ITimer _timer;
    private readonly TimeSpan _spacing;
    private readonly object _gate = new();
    private readonly PriorityQueue<PollPause, long> _pauses = new();
    private readonly Dictionary<string, PollPause> _byJob = new(StringComparer.Ordinal);
    private long _nextSlot = long.MinValue;
    private long _timerDue = long.MaxValue;
    private bool _isDisposed;

    public PollScheduler(TimeProvider clock, double? maxPollsPerSecond)
    {
        _clock = clock;
        _spacing = maxPollsPerSecond is { } rate ? TimeSpan.FromSeconds(1 / rate) : TimeSpan.Zero;
        _timer = clock.CreateTimer(static state => ((PollScheduler)state!).Release(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether polls have to wait for their turn.</summary>
    public bool IsCapped => _spacing > TimeSpan.Zero;

    /// <summary>How many pauses are under way.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _pauses.Count;
        }
    }

    /// <summary>
    /// A pause that will follow the read which begins now. A webhook that comes during the read ends it before it began: what is being
    /// read may be older than the webhook.
    /// </summary>
    public PollPause Announce(string requestId)
    {
        var pause = new PollPause(requestId);
        lock (_gate)
        {
            pause.Next = _byJob.GetValueOrDefault(requestId);
            _byJob[requestId] = pause;
        }

        return pause;
    }

    /// <summary>The announced pause between two polls of a job.</summary>
    public Task PauseAsync(PollPause pause, TimeSpan duration, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);

        // Before the timer is set: an abort never comes to a pause that does not listen yet.
        pause.CancelWith(this, cancellationToken);
        lock (_gate)
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

    /// <summary>Takes back a pause that was announced, because another read begins or the wait is over.</summary>
    public void Withdraw(PollPause pause)
    {
        pause.End();
        lock (_gate)
            Forget(pause);
    }

    /// <summary>Ends every pause of a job, announced ones too: at once, or each in its turn when polls are capped.</summary>
    public void Wake(string requestId)
    {
        PollPause? pause;
        lock (_gate)
        {
            _byJob.Remove(requestId, out pause);
            for (var next = IsCapped ? pause : null; next is not null; next = next.Next)
                _pauses.Enqueue(next, _clock.GetTimestamp());
        }

        for (var next = IsCapped ? null : pause; next is not null; next = next.Next)
            next.End();
        DropEnded();
    }

    /// <summary>Forgets the pauses that ended before their time, so that the timer is not set for nothing.</summary>
    public void DropEnded()
    {
        lock (_gate)
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

    /// <summary>Ends all pauses: the waits go on to a read, which says that the client is no more.</summary>
    public void Dispose()
    {
        var left = new List<PollPause>();
        lock (_gate)
        {
            _isDisposed = true;
            _timer.Dispose();
            while (_pauses.TryDequeue(out var pause, out _))
                left.Add(pause);
            _byJob.Clear();
        }

        left.ForEach(static pause => pause.End());
    }

    /// <summary>Ends the pauses that are due, no more of them than the cap allows, and sets the timer for the next.</summary>
    private void Release()
    {
        while (TakeDue() is { } pause)
            pause.End();
    }

    private PollPause? TakeDue()
    {
        lock (_gate)
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

    /// <summary>Takes a pause out of its job's list.</summary>
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
        _timer.Change(wait > LongestTimer ? LongestTimer : wait > TimeSpan.Zero ? RoundUp(wait) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Timers count whole milliseconds; one that fires too early would only have to be set again.</summary>
    private static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    private long ToTicks(TimeSpan duration) => (long)(duration.TotalSeconds * _clock.TimestampFrequency);
}
