namespace SeedanceGen.Testing;

/// <summary>The timer of a job whose lifecycle goes by time.</summary>
public sealed partial class MockJob
{
    // A timer cannot wait for longer than some weeks, and a clock may ring a little early: each ring looks again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private ITimer? _timer;
    private bool _stopped;

    /// <summary>Ends the job's clock for good; its status stays as it is.</summary>
    internal void StopClock()
    {
        lock (_gate)
        {
            _stopped = true;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void ScheduleNextStep()
    {
        if (_stopped || _lifecycle.NextDue(Current) is not { } due)
            return;

        var wait = due - _time.GetElapsedTime(_accepted);
        wait = wait > LongestWait ? LongestWait : wait < ShortestWait ? ShortestWait : wait;
        _timer ??= _time.CreateTimer(static job => ((MockJob)job!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Ring()
    {
        bool finished;
        lock (_gate)
        {
            if (_stopped)
                return;

            finished = FollowLifecycle().JustFinished;
        }

        if (finished)
            _finishedByItself(this);
    }
}
