using SeedanceGen.Http;
using SeedanceGen.Telemetry;

namespace SeedanceGen.Jobs;

/// <summary>The polling of one job: reads it, bears transient failures, and lengthens the pause while nothing changes.</summary>
internal sealed class JobPoll : IDisposable
{
    private const double Growth = 1.5;
    private const double Jitter = 0.2;

    private readonly JobWaiter _waiter;
    private readonly WaitOptions _options;
    private readonly string _requestId;
    private readonly long _start;
    private readonly JobObserver? _observer;
    private TimeSpan _pause;
    private PollPause? _announced;

    public JobPoll(JobWaiter waiter, string requestId, WaitOptions options)
    {
        _waiter = waiter;
        _requestId = requestId;
        _options = options;
        _start = waiter.Clock.GetTimestamp();
        _pause = options.PollInterval;
        _observer = waiter.Telemetry.Observe(requestId, options.Submission);
    }

    /// <summary>The job as it was last read; null before the first read.</summary>
    public VideoGeneration? Latest { get; private set; }

    /// <summary>The failure of the last poll; null when it did not fail.</summary>
    public SeedanceException? LastFailure { get; private set; }

    public TimeSpan Waited => _waiter.Clock.GetElapsedTime(_start);

    public bool IsOver => _options.Timeout != Timeout.InfiniteTimeSpan && Waited >= _options.Timeout;

    /// <summary>Waits for the turn of the first read when polls are capped.</summary>
    public Task BeginAsync(CancellationToken cancellationToken)
    {
        if (!_waiter.Scheduler.IsCapped)
            return Task.CompletedTask;

        _announced = _waiter.Scheduler.Announce(_requestId);
        return _waiter.Scheduler.PauseAsync(_announced, TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Reads the job; null when that failed with a transient failure.</summary>
    public async Task<VideoGeneration?> ReadAsync(CancellationToken cancellationToken)
    {
        _observer?.Enter();
        Withdraw();
        _announced = _waiter.Scheduler.Announce(_requestId);
        try
        {
            var read = await _waiter.Client.GetAsync(_requestId, cancellationToken).ConfigureAwait(false);
            if (Latest is { } before && before.Facts().Status != read.Facts().Status)
                _pause = _options.PollInterval;
            Latest = read;
            LastFailure = null;
            _observer?.Read(read);
            return read;
        }
        catch (SeedanceException exception) when (exception.Failure is { } failure && RetryRule.IsTransient(failure))
        {
            LastFailure = exception;
            _observer?.ReadFailed(exception);
            return null;
        }
        catch (Exception exception)
        {
            _observer?.Fail(exception);
            throw;
        }
    }

    /// <summary>Pauses until the next poll. The last pause ends at the wait's timeout, so that one more read follows.</summary>
    public Task PauseAsync(CancellationToken cancellationToken)
    {
        var pause = _options.ExpectWebhook == true ? _options.WebhookPollInterval : _pause;
        _pause = Min(_pause * Growth, _options.MaxPollInterval);
        pause *= 1 - Jitter + (2 * Jitter * _waiter.Random());
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

    private void Withdraw()
    {
        if (_announced is { } pause)
            _waiter.Scheduler.Withdraw(pause);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
