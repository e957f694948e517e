using System.Diagnostics;

namespace SeedanceGen.Testing.Time;

/// <summary>The timers of a <see cref="VirtualTimeProvider"/>, what keeps its clock still, and the loop that moves it.</summary>
internal sealed class VirtualClock : IDisposable
{
    /// <summary>
    /// How long, in real time, the process must be quiet before the clock jumps: the consequences of a response or a timer run first.
    /// </summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(0.2);

    /// <summary>
    /// The same before a timeout while a pause is pending: Task.Delay sets its timer before it registers with its token, and a timeout that
    /// fires in between would end the pause late.
    /// </summary>
    private static readonly TimeSpan TimeoutSettleTime = TimeSpan.FromMilliseconds(5);

    /// <summary>The same while no pause is pending: long enough for any code to reach its next pause.</summary>
    private static readonly TimeSpan IdleSettleTime = TimeSpan.FromMilliseconds(250);

    private readonly object _gate = new();
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> _timers = new();
    private readonly Dictionary<string, List<TrackedExchange>> _exchanges = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changed = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private long _now;
    private long _version;
    private long _order;
    private int _busy;
    private int _released;
    private int _waitedFor;
    private bool _timeoutRang;

    public VirtualClock(bool movesByItself)
    {
        MovesByItself = movesByItself;
        if (movesByItself)
            _ = PumpAsync();
    }

    public bool MovesByItself { get; }

    /// <summary>The ticks that have passed.</summary>
    public long Now => Interlocked.Read(ref _now);

    /// <summary>Whether something is under way that keeps the clock still.</summary>
    public bool IsHeld
    {
        get
        {
            lock (_gate)
                return _busy > 0;
        }
    }

    public int PendingTimers
    {
        get
        {
            lock (_gate)
                return _timers.UnorderedItems.Count(item => item.Element.Setting == item.Priority.Order);
        }
    }

    public void Advance(long ticks)
    {
        var until = Now + ticks;
        while (TakeNext(until) is { } timer)
            timer.RunHere();
        lock (_gate)
            _now = Math.Max(_now, until);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _changed.Release();
    }

    /// <summary>Keeps the clock still until the result is disposed of.</summary>
    public IDisposable Hold()
    {
        AddBusy(1);
        return new Share(this, static clock => clock.AddBusy(-1));
    }

    /// <summary>Suspends one hold until the result is disposed of.</summary>
    public IDisposable Release()
    {
        AddBusy(-1, released: 1);
        return new Share(this, static clock => clock.AddBusy(1, released: -1));
    }

    /// <summary>
    /// Lets the clock move as if the code under test paused on it, until the result is disposed of: it waits for a server's timer.
    /// </summary>
    public IDisposable AwaitServerTimers()
    {
        AddWaiting(1);
        return new Share(this, static clock => clock.AddWaiting(-1));
    }

    /// <summary>Keeps the clock still for a request, until the result is disposed of.</summary>
    /// <remarks>
    /// A server that lets a request wait suspends the hold of that request, at most until the request ends. The caller may leave before the
    /// server notices, and the clock must not run on during later requests.
    /// </remarks>
    public TrackedExchange HoldFor(HttpRequestMessage request)
    {
        var exchange = new TrackedExchange(this, NameOf(request.Method.Method, request.RequestUri!));
        lock (_exchanges)
        {
            if (!_exchanges.TryGetValue(exchange.Name, out var same))
                _exchanges[exchange.Name] = same = [];
            same.Add(exchange);
        }

        return exchange;
    }

    /// <summary>
    /// Lets time pass during a request once its caller waits for bytes that were not sent; ends with the result or with the request.
    /// </summary>
    /// <param name="method">The request's method.</param>
    /// <param name="address">Its whole address.</param>
    /// <param name="sent">
    /// How many bytes of the body were sent; <see cref="ServerClock.NoHeaders"/> when the caller does not have all headers.
    /// </param>
    /// <returns>Null when no such request is tracked: it does not keep the clock still.</returns>
    public IDisposable? ReleaseFor(string method, Uri address, long sent)
    {
        lock (_exchanges)
        {
            return _exchanges.TryGetValue(NameOf(method, address), out var same)
                ? same.Find(exchange => !exchange.IsWaiting)?.LetWait(sent)
                : null;
        }
    }

    public void EndExchange(TrackedExchange exchange)
    {
        lock (_gate)
            _timeoutRang = false;
        lock (_exchanges)
        {
            if (_exchanges.TryGetValue(exchange.Name, out var same) && same.Remove(exchange) && same.Count == 0)
                _exchanges.Remove(exchange.Name);
        }
    }

    /// <summary>
    /// Notes that a timeout fires: the request that it ends needs real time to end before the clock may go on to the next timer.
    /// </summary>
    public void TimeoutRings()
    {
        lock (_gate)
            _timeoutRang = true;
    }

    public void AddBusy(int change, int released = 0)
    {
        lock (_gate)
        {
            _busy += change;
            _released += released;
            Touch();
        }
    }

    /// <summary>Sets a timer; its earlier setting, if it had one, no longer counts. False when it was disposed of.</summary>
    public bool Set(VirtualTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            if (timer.IsDisposed)
                return false;
            if (timer.IsWaitedFor)
                _waitedFor--;
            timer.Setting = ++_order;
            timer.IsPending = dueTime != Timeout.InfiniteTimeSpan;
            if (timer.IsWaitedFor)
                _waitedFor++;
            if (timer.IsPending)
                _timers.Enqueue(timer, (_now + Math.Max(dueTime.Ticks, 0), _order));
            Touch();
            return true;
        }
    }

    /// <summary>
    /// Ends a timer for good: a periodic timer is set again just before its callback, which may be after its disposal.
    /// </summary>
    public void End(VirtualTimer timer)
    {
        lock (_gate)
        {
            Set(timer, Timeout.InfiniteTimeSpan);
            timer.IsDisposed = true;
        }
    }

    private static string NameOf(string method, Uri address) => $"{method} {address.AbsoluteUri}";

    private void AddWaiting(int change)
    {
        lock (_gate)
        {
            _waitedFor += change;
            Touch();
        }
    }

    private void Touch()
    {
        _version++;
        if (_changed.CurrentCount == 0)
            _changed.Release();
    }

    private VirtualTimer? TakeNext(long until)
    {
        lock (_gate)
        {
            while (_timers.TryPeek(out var timer, out var priority) && priority.Due <= until)
            {
                _timers.Dequeue();
                if (timer.Setting != priority.Order)
                    continue;

                if (timer.IsWaitedFor)
                    _waitedFor--;
                timer.IsPending = false;
                _now = Math.Max(_now, priority.Due);
                _version++;
                return timer;
            }

            return null;
        }
    }

    private async Task PumpAsync()
    {
        await Task.Yield();
        while (!_stopping.IsCancellationRequested)
        {
            if (!await IsQuietAsync().ConfigureAwait(false))
            {
                await _changed.WaitAsync().ConfigureAwait(false);
                continue;
            }

            if (TakeNext(long.MaxValue) is { } timer)
                timer.Run();
        }
    }

    /// <summary>Whether only a timer can make something happen.</summary>
    private async Task<bool> IsQuietAsync()
    {
        var (version, quiet) = Look();
        var since = Stopwatch.GetTimestamp();
        while (quiet is { } needed && Stopwatch.GetElapsedTime(since) < needed)
        {
            if (needed > SettleTime)
                await Task.Delay(1).ConfigureAwait(false);
            else
                await Task.Yield();
            (var now, quiet) = Look();
            if (now != version || ThreadPool.PendingWorkItemCount > 0)
                (version, since) = (now, Stopwatch.GetTimestamp());
        }

        return quiet is not null;
    }

    /// <summary>The version of the state, and how long it must stay the same before the clock may jump; null when it may not.</summary>
    private (long Version, TimeSpan? Quiet) Look()
    {
        lock (_gate)
        {
            VirtualTimer? next;
            while (_timers.TryPeek(out next, out var priority) && next.Setting != priority.Order)
                _timers.Dequeue();
            if (_busy > 0 || next is null)
                return (_version, null);

            var isWaitedFor = _released > 0 ? !_timeoutRang : _waitedFor > 0;
            var settle = next.IsTimeout && _waitedFor > 0 ? TimeoutSettleTime : SettleTime;
            return (_version, isWaitedFor ? settle : IdleSettleTime);
        }
    }

    /// <summary>Undoes a count once.</summary>
    private sealed class Share(VirtualClock clock, Action<VirtualClock> giveBack) : IDisposable
    {
        private VirtualClock? _clock = clock;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _clock, null) is { } counted)
                giveBack(counted);
        }
    }
}
