using System.Collections.Concurrent;

namespace SeedanceGen.Http;

/// <summary>
/// The timeouts of single attempts. On the system's clock a timer that was not needed is used again, so that a call costs none; any
/// other clock makes its own.
/// </summary>
internal sealed class AttemptTimers(TimeProvider clock)
{
    private const int MaxIdle = 64;

    private readonly ConcurrentQueue<CancellationTokenSource> _idle = new();
    private readonly bool _isReusable = clock == TimeProvider.System;

    public CancellationTokenSource Start(TimeSpan timeout)
    {
        if (!_isReusable)
            return new CancellationTokenSource(timeout, clock);

        if (!_idle.TryDequeue(out var timer))
            timer = new CancellationTokenSource();
        timer.CancelAfter(timeout);
        return timer;
    }

    /// <summary>Stops a timer.</summary>
    /// <param name="timer">The timer.</param>
    /// <param name="isFree">Whether nobody can look at it any more, as after an exchange that went well to its end.</param>
    public void Stop(CancellationTokenSource timer, bool isFree)
    {
        if (isFree && _isReusable && _idle.Count < MaxIdle && timer.TryReset())
            _idle.Enqueue(timer);
        else
            timer.Dispose();
    }
}
