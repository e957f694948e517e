using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace SeedanceGen.Tests.Wire;

/// <summary>
/// A clock that jumps from timer to timer while one flow of calls runs on it, and never sleeps: a flow either runs, or it pauses on a
/// timer, and then there is nothing else to wait for. Timeouts (timers of a <see cref="CancellationTokenSource"/>) fire in their turn, but
/// only while the flow pauses.
/// </summary>
internal sealed class StepClock
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How long, in real time, a flow may do nothing at all; only a defect takes that long.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>How long a delay of the platform may take to listen to its token, on a busy machine too; no timeout fires before.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(20);

    /// <summary>How many timers may fire in one flow; only a flow that goes in circles needs more.</summary>
    private const int MostRings = 100_000;

    private readonly object _gate = new();
    private readonly PriorityQueue<StepTimer, (long Due, long Setting)> _timers = new();
    private readonly FakeTimeProvider _now = new(Start);
    private long _settings;
    private long _lastDelay;
    private int _pauses;
    private int _delays;
    private int _hangs;
    private int _holds;

    public StepClock()
    {
        Time = new InterceptedTimeProvider(
            _now, (callback, state, dueTime) => CreateTimer(callback, state, dueTime, isPause: state is not CancellationTokenSource));
        Background = new InterceptedTimeProvider(_now, (callback, state, dueTime) => CreateTimer(callback, state, dueTime, isPause: false));
    }

    /// <summary>The clock for the flow.</summary>
    public TimeProvider Time { get; }

    /// <summary>The same clock for the service: its timers fire in their turn, but no flow pauses on them.</summary>
    public TimeProvider Background { get; }

    public TimeSpan Elapsed => _now.GetUtcNow() - Start;

    /// <summary>How many timers were made, and how many times one was set.</summary>
    public (int Made, long Set) Timers { get; private set; }

    /// <summary>How many flows pause.</summary>
    public int PendingPauses
    {
        get
        {
            lock (_gate)
                return _pauses + _hangs;
        }
    }

    /// <summary>Runs a flow of calls, and fires timer after timer until it is at its end.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> flow) => RunAsync(Task.Run(flow));

    /// <summary>Fires timer after timer until the flow is at its end.</summary>
    public async Task<T> RunAsync<T>(Task<T> flow)
    {
        var lastRing = Stopwatch.GetTimestamp();
        var rings = 0;
        while (!flow.IsCompleted)
        {
            if (TakeNext() is { } timer)
            {
                if (++rings > MostRings)
                    throw new TimeoutException($"The flow goes in circles ({Elapsed}).");
                timer.Ring();
                lastRing = Stopwatch.GetTimestamp();
                continue;
            }

            // Without a thread: the flow needs one of the pool's, and other tests wait for theirs.
            await Task.Yield();
            if (Stopwatch.GetElapsedTime(lastRing) > Limit)
                throw new TimeoutException($"Nothing happens any more, and no timer is set ({Elapsed}).");
        }

        return await flow.ConfigureAwait(false);
    }

    /// <summary>Moves to the next timer, even while a flow is at work.</summary>
    /// <returns>Whether a flow paused on one.</returns>
    public bool RingNext()
    {
        var next = TakeNext();
        next?.Ring();
        return next is not null;
    }

    /// <summary>Pauses until the token is canceled.</summary>
    public async Task<T> HangAsync<T>(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<T>();
        using var end = cancellationToken.UnsafeRegister(
            (_, token) =>
            {
                AddHangs(-1);
                never.SetCanceled(token);
            },
            null);
        AddHangs(1);
        return await never.Task.ConfigureAwait(false);
    }

    /// <summary>Keeps the clock still until the result is disposed of.</summary>
    public IDisposable Hold()
    {
        Interlocked.Increment(ref _holds);
        return new TimeHold(this);
    }

    public void Set(StepTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            Count(timer, -1);
            timer.Setting = ++_settings;
            timer.IsPending = dueTime != Timeout.InfiniteTimeSpan;
            Count(timer, 1);
            if (!timer.IsPending)
                return;

            Timers = (Timers.Made, Timers.Set + 1);
            if (timer.IsDelay)
                _lastDelay = Stopwatch.GetTimestamp();
            _timers.Enqueue(timer, (Elapsed.Ticks + Math.Max(dueTime.Ticks, 0), timer.Setting));
        }
    }

    /// <summary>Pauses; unlike the platform's delay, a timeout that fires at the very beginning is not missed.</summary>
    public async Task DelayAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        var over = new TaskCompletionSource();
        using var end = cancellationToken.UnsafeRegister((_, token) => over.TrySetCanceled(token), null);
        using var timer = CreateTimer(_ => over.TrySetResult(), state: null, pause, isPause: true);
        await over.Task.ConfigureAwait(false);
    }

    private StepTimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, bool isPause)
    {
        var timer = new StepTimer(this, callback, state, isPause);
        lock (_gate)
            Timers = (Timers.Made + 1, Timers.Set);
        Set(timer, dueTime);
        return timer;
    }

    private void AddHangs(int change)
    {
        lock (_gate)
            _hangs += change;
    }

    private void Count(StepTimer timer, int change)
    {
        _pauses += timer.IsPausedOn ? change : 0;
        _delays += timer.IsDelay ? change : 0;
    }

    private StepTimer? TakeNext()
    {
        lock (_gate)
        {
            while (_pauses + _hangs > 0 && Volatile.Read(ref _holds) == 0 && _timers.TryDequeue(out var timer, out var priority))
            {
                if (timer.Setting != priority.Setting)
                    continue;
                if (!timer.IsPausedOn && _delays > 0 && Stopwatch.GetElapsedTime(_lastDelay) < SettleTime)
                {
                    _timers.Enqueue(timer, priority);
                    return null;
                }

                Count(timer, -1);
                timer.IsPending = false;
                _now.Advance(TimeSpan.FromTicks(Math.Max(priority.Due - Elapsed.Ticks, 0)));
                return timer;
            }

            return null;
        }
    }

    private sealed class TimeHold(StepClock clock) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref clock._holds);
    }
}
