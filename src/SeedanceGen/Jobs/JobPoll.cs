using SeedanceGen.Telemetry;

namespace SeedanceGen.Jobs;

/// <summary>The polling of one job: reads it, goes on after failures that pass, and lengthens the pause while nothing changes.</summary>
internal sealed class JobPoll : IDisposable
{
    private const double Growth = 1.5;
    private const double Jitter = 0.2;

    private readonly JobWaiter _waiter;
    private readonly WaitOptions _options;
    private readonly string _requestId;
    private readonly long _start;
    private readonly JobObserver? _observer;
    private readonly UnusablePolls _unusable;
    private TimeSpan _pause;
    private long _succeededAt;
    private PollPause? _announced;

    public JobPoll(JobWaiter waiter, string requestId, WaitOptions options)
    {
        _waiter = waiter;
        _requestId = requestId;
        _options = options;
        _start = waiter.Clock.GetTimestamp();
        _pause = options.PollInterval;
        _observer = waiter.Telemetry.Observe(requestId, options.Submission);
        _unusable = new UnusablePolls(options, waiter.Clock);
    }

    /// <summary>The job as it was last read; null before the first read.</summary>
    public VideoGeneration? Latest { get; private set; }

    /// <summary>The failure of the last poll; null when it did not fail.</summary>
    public SeedanceException? LastFailure { get; private set; }

    public TimeSpan Waited => _waiter.Clock.GetElapsedTime(_start);

    public bool IsOver => _options.Timeout != Timeout.InfiniteTimeSpan && Waited >= _options.Timeout;

    /// <summary>
    /// The job when it has ended and nothing more is waited for; otherwise null. The link of a job that has succeeded is waited for, within
    /// <see cref="WaitOptions.LinkTimeout"/>.
    /// </summary>
    public VideoGeneration? Finished => HasEnded && LinkGracePeriod <= TimeSpan.Zero ? Latest : null;

    /// <summary>Whether the job was read in a terminal status.</summary>
    public bool HasEnded => Latest?.Facts().Status.IsTerminal == true;

    /// <summary>How long the link of the ended job is still waited for; zero or less when it is there, or the time is over.</summary>
    private TimeSpan LinkGracePeriod
    {
        get
        {
            var facts = Latest!.Facts();
            if (facts.Status != GenerationStatus.Succeeded || !facts.NamesLink || facts.Link is not null || IsOver)
                return TimeSpan.Zero;

            var left = _options.LinkTimeout - _waiter.Clock.GetElapsedTime(_succeededAt);
            // When the service asks for a longer pause than that, the wait for the link ends: the pause is never shortened.
            return LastFailure?.Failure?.RetryAfter > left ? TimeSpan.Zero : left;
        }
    }

    /// <summary>Waits for the turn of the first read when polls are capped.</summary>
    public Task BeginAsync(CancellationToken cancellationToken)
    {
        if (!_waiter.Scheduler.IsCapped)
            return Task.CompletedTask;

        _announced = _waiter.Scheduler.Announce(_requestId);
        return _waiter.Scheduler.PauseAsync(_announced, TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Reads the job; null when that failed and the wait goes on.</summary>
    /// <exception cref="SeedanceException">The failure ends the wait.</exception>
    public async Task<VideoGeneration?> ReadAsync(CancellationToken cancellationToken)
    {
        _observer?.Enter();
        Withdraw();
        _announced = _waiter.Scheduler.Announce(_requestId);
        try
        {
            var read = await _waiter.Client.GetAsync(_requestId, cancellationToken).ConfigureAwait(false);
            LastFailure = null;
            _unusable.End();
            return Take(read) ? read : null;
        }
        catch (SeedanceException exception) when (HasEnded || _unusable.Tolerates(exception))
        {
            LastFailure = exception;
            _observer?.ReadFailed(exception);
            return null;
        }
        catch (Exception exception)
        {
            _observer?.Fail(exception);
            if (exception is SeedanceException failed)
                throw _unusable.ErrorFor(_requestId, failed, Latest?.Facts().Status, Waited);
            throw;
        }
    }

    /// <summary>Pauses until the next poll. The last pause ends at the wait's timeout, so that one more read follows.</summary>
    public Task PauseAsync(CancellationToken cancellationToken)
    {
        var pause = _options.ExpectWebhook == true && !HasEnded ? _options.WebhookPollInterval : _pause;
        _pause = Min(_pause * Growth, _options.MaxPollInterval);
        pause *= 1 - Jitter + (2 * Jitter * _waiter.Random());
        if (HasEnded)
            pause = Min(pause, LinkGracePeriod);
        if (LastFailure?.Failure?.RetryAfter is { } asked && asked > pause)
            pause = asked;
        if (_options.Timeout != Timeout.InfiniteTimeSpan)
            pause = Min(pause, _options.Timeout - Waited);
        return _waiter.Scheduler.PauseAsync(_announced!, pause, cancellationToken);
    }

    public void Dispose()
    {
        Withdraw();
        _observer?.End(IsOver);
    }

    /// <summary>
    /// Keeps the job that was read. A job that has ended does not go on, so a response that says it goes on is older, and is dropped.
    /// </summary>
    private bool Take(VideoGeneration read)
    {
        var status = read.Facts().Status;
        if (HasEnded && !status.IsTerminal)
            return false;
        if (Latest?.Facts().Status != status)
            (_pause, _succeededAt) = (_options.PollInterval, _waiter.Clock.GetTimestamp());
        Latest = read;
        _observer?.Read(read);
        return true;
    }

    private void Withdraw()
    {
        if (_announced is { } pause)
            _waiter.Scheduler.Withdraw(pause);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
