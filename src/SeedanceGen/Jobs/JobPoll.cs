using SeedanceGen.Http;
using SeedanceGen.Telemetry;

namespace SeedanceGen.Jobs;

/// <summary>The polling of one job: reads it, rides out what passes, and pauses longer while nothing changes.</summary>
internal sealed class JobPoll : IDisposable
{
    private const double Growth = 1.5;
    private const double Jitter = 0.2;

    private readonly JobPollContext _context;
    private readonly WaitOptions _options;
    private readonly string _requestId;
    private readonly long _start;
    private readonly JobObserver? _observer;
    private TimeSpan _pause;
    private PollPause? _announced;

    public JobPoll(JobPollContext context, string requestId, WaitOptions options)
    {
        _context = context;
        _requestId = requestId;
        _options = options;
        _start = context.Clock.GetTimestamp();
        _pause = options.PollInterval;
        _observer = context.Telemetry.Observe(requestId, options.Submission);
    }

    /// <summary>What was last read; null until something was.</summary>
    public VideoGeneration? Latest { get; private set; }

    /// <summary>What the last poll failed with; null when it did not fail.</summary>
    public SeedanceException? LastFailure { get; private set; }

    public TimeSpan Waited => _context.Clock.GetElapsedTime(_start);

    public bool IsOver => _options.Timeout != Timeout.InfiniteTimeSpan && Waited >= _options.Timeout;

    /// <summary>Waits for its turn to read for the first time, when polls are capped.</summary>
    public Task BeginAsync(CancellationToken cancellationToken)
    {
        if (!_context.Scheduler.IsCapped)
            return Task.CompletedTask;

        _announced = _context.Scheduler.Announce(_requestId);
        return _context.Scheduler.PauseAsync(_announced, TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Reads the job; null when that failed with something that passes.</summary>
    public async Task<VideoGeneration?> ReadAsync(CancellationToken cancellationToken)
    {
        _observer?.Enter();
        Withdraw();
        _announced = _context.Scheduler.Announce(_requestId);
        try
        {
            var read = await _context.Client.GetAsync(_requestId, cancellationToken).ConfigureAwait(false);
            if (Latest is { } before && before.Status != read.Status)
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

    /// <summary>Pauses until the next poll; the last pause ends with the bound, so that the last read is not lost to it.</summary>
    public Task PauseAsync(CancellationToken cancellationToken)
    {
        var pause = _options.ExpectWebhook == true ? _options.WebhookPollInterval : _pause;
        _pause = Min(_pause * Growth, _options.MaxPollInterval);
        pause *= 1 - Jitter + (2 * Jitter * _context.Random());
        if (LastFailure?.Failure?.RetryAfter is { } asked && asked > pause)
            pause = asked;
        if (_options.Timeout != Timeout.InfiniteTimeSpan)
            pause = Min(pause, _options.Timeout - Waited);
        return _context.Scheduler.PauseAsync(_announced!, pause, cancellationToken);
    }

    public void Dispose()
    {
        Withdraw();
        _observer?.End(IsOver);
    }

    private void Withdraw()
    {
        if (_announced is { } pause)
            _context.Scheduler.Withdraw(pause);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
