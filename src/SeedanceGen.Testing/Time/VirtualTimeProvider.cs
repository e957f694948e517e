using System.Diagnostics;

namespace SeedanceGen.Testing;

/// <summary>
/// A clock for tests that jumps: give it to the server and to the client, and ten minutes of polling take milliseconds, over real sockets.
/// It moves to the next timer when somebody pauses on it and nothing else can happen: no tracked request is under way (see
/// <see cref="Track"/>) and no timer's callback is running. A timeout or a timer of the server (<see cref="Background"/>) does not move it,
/// because the code under test is then still at work; only when nothing at all happens for a while, or a server said that it lets a
/// request hang (<see cref="Release"/>), is such a timer what is waited for. It never moves by itself when it was made with
/// <c>autoAdvance: false</c>.
/// </summary>
public sealed partial class VirtualTimeProvider : TimeProvider, IDisposable
{
    /// <summary>How long, in real time, nothing may have happened before the clock jumps: what a response or a timer set off gets its turn first.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(0.2);

    /// <summary>
    /// The same before a timeout while somebody pauses: a delay of the platform sets its timer before it listens to its token, and a timeout
    /// that rings in between would end the pause late.
    /// </summary>
    private static readonly TimeSpan TimeoutSettleTime = TimeSpan.FromMilliseconds(5);

    /// <summary>The same where nobody is known to pause: long enough for any code to get on to its next pause.</summary>
    private static readonly TimeSpan IdleSettleTime = TimeSpan.FromMilliseconds(250);

    private readonly object _gate = new();
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> _timers = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly DateTimeOffset _start;
    private long _now;
    private long _version;
    private long _order;
    private int _busy;
    private int _released;
    private int _waitedFor;
    private bool _timeoutRang;

    /// <summary>Makes a clock.</summary>
    /// <param name="start">What it shows at first; 1 January 2026, midnight UTC, when null.</param>
    /// <param name="autoAdvance">Whether it moves by itself.</param>
    public VirtualTimeProvider(DateTimeOffset? start = null, bool autoAdvance = true)
    {
        _start = start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        MovesByItself = autoAdvance;
        Background = new BackgroundTime(this);
        if (autoAdvance)
            _ = PumpAsync();
    }

    /// <summary>The same clock for what is not under test, such as a server: its timers go off in their turn, but do not move the clock.</summary>
    public TimeProvider Background { get; }

    internal bool MovesByItself { get; }

    /// <summary>Whether something is under way that keeps it still.</summary>
    internal bool IsHeld
    {
        get
        {
            lock (_gate)
                return _busy > 0;
        }
    }

    /// <summary>How much time has passed.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Interlocked.Read(ref _now));

    /// <summary>How many timers are waiting for their time.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_gate)
                return _timers.UnorderedItems.Count(item => item.Element.Setting == item.Priority.Order);
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _now);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        CreateTimer(callback, state, dueTime, period, isBackground: state is CancellationTokenSource);

    internal VirtualTimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period, bool isBackground)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state, isBackground);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Counts the requests that go through a handler, so that the clock stands still while one is under way.</summary>
    /// <param name="inner">What carries the requests; disposed of with the returned handler.</param>
    public HttpMessageHandler Track(HttpMessageHandler inner) => new InFlightHandler(this, inner);

    /// <summary>Keeps the clock still until the result is disposed of.</summary>
    public IDisposable Hold() => new ClockShare(this, 1);

    /// <summary>
    /// Takes back one <see cref="Hold"/> for as long as the result lives: a server that lets a tracked request hang on purpose says so with
    /// it, since then time is what is waited for.
    /// </summary>
    public IDisposable Release() => new ClockShare(this, -1);

    /// <summary>Lets the clock move as if somebody paused on it, for as long as the result lives: what is waited for is a server's timer.</summary>
    internal IDisposable Await() => new ClockAwait(this);

    /// <summary>Moves the clock, and runs the timers that are due on the way, each at its own time and before this returns.</summary>
    /// <param name="time">How far; not negative, and not beyond the year 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative or too long.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, DateTimeOffset.MaxValue - GetUtcNow());
        var until = Interlocked.Read(ref _now) + time.Ticks;
        while (TakeNext(until) is { } timer)
            timer.RunHere();
        lock (_gate)
            _now = Math.Max(_now, until);
    }

    /// <summary>Stops the clock.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _changed.Release();
    }

    internal void AddBusy(int change, bool isRelease = false)
    {
        lock (_gate)
        {
            _busy += change;
            if (isRelease)
                _released -= change;
            Touch();
        }
    }

    internal void AddWaiting(int change)
    {
        lock (_gate)
        {
            _waitedFor += change;
            Touch();
        }
    }

    /// <summary>Sets a timer; its earlier setting, if it had one, no longer counts. False when it was disposed of.</summary>
    internal bool Set(VirtualTimer timer, TimeSpan dueTime)
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

    /// <summary>Ends a timer for good: one with a period is set again just before it rings, which may be after it was disposed of.</summary>
    internal void End(VirtualTimer timer)
    {
        lock (_gate)
        {
            Set(timer, Timeout.InfiniteTimeSpan);
            timer.IsDisposed = true;
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

    /// <summary>What happened so far, and how long nothing has to happen before the clock may jump; null when it may not.</summary>
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
}
