using SeedanceGen.Errors;

namespace SeedanceGen.Http;

/// <summary>
/// The pause that the service asked one call of a client for (<c>Retry-After</c>, or a 429 without it). All calls of the client keep it:
/// none is sent before it has passed. A call with less time left than that throws the error that asked for the pause.
/// </summary>
internal sealed class RateLimitGate(TimeProvider clock)
{
    private readonly object _lock = new();
    private long _opensAt = long.MinValue;
    private ApiErrorResponse? _reason;
    private int _rejections;
    private int _round;
    private long _slowUntil;

    /// <summary>The number of rejections without a named pause so far. Each call notes the number when it is sent.</summary>
    public int Round => Volatile.Read(ref _round);

    /// <summary>Whether there is no pause. A call then does not read the clock.</summary>
    public bool IsOpen => Volatile.Read(ref _opensAt) == long.MinValue;

    public ValueTask PassAsync(ApiCall call, CancellationToken cancellationToken) =>
        IsOpen ? default : PassSlowlyAsync(call, cancellationToken);

    /// <summary>Closes the gate for the pause that a response named.</summary>
    public void Close(ApiErrorResponse reason, TimeSpan pause)
    {
        var opensAt = clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency);
        lock (_lock)
        {
            if (opensAt <= _opensAt)
                return;

            _reason = reason;
            Volatile.Write(ref _opensAt, opensAt);
        }
    }

    /// <summary>
    /// Closes the gate after a 429 that names no pause: for the shortest pause of a retry, and longer with each that follows soon after the
    /// last. The rejections of calls that were under way together count once, however late the last of them comes.
    /// </summary>
    /// <param name="reason">The rejection.</param>
    /// <param name="options">The pauses of retries.</param>
    /// <param name="round">The <see cref="Round"/> when the rejected call was sent.</param>
    public void Close(ApiErrorResponse reason, SeedanceClientOptions options, int round)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            if (now < _opensAt || round != _round)
                return;

            Volatile.Write(ref _round, round + 1);
            _rejections = _rejections > 0 && clock.GetElapsedTime(_slowUntil, now) < options.MaxRetryDelay ? _rejections + 1 : 1;
            _reason = reason;
            _slowUntil = now + (long)(Backoff.ShortestAfter(options, _rejections).TotalSeconds * clock.TimestampFrequency);
            Volatile.Write(ref _opensAt, _slowUntil);
        }
    }

    private async ValueTask PassSlowlyAsync(ApiCall call, CancellationToken cancellationToken)
    {
        while (PauseLeft() is { Ticks: > 0 } pause)
        {
            if (pause > call.Remaining)
                throw NotSent(call, pause, _reason!);

            await Task.Delay(RetryAfterHint.WholeMilliseconds(pause), clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The rest of the pause. The first call that finds it over opens the gate for all.</summary>
    private TimeSpan PauseLeft()
    {
        lock (_lock)
        {
            if (IsOpen)
                return TimeSpan.Zero;

            var pause = clock.GetElapsedTime(clock.GetTimestamp(), _opensAt);
            if (pause <= TimeSpan.Zero)
                Volatile.Write(ref _opensAt, long.MinValue);
            return pause;
        }
    }

    private static SeedanceRateLimitException NotSent(ApiCall call, TimeSpan pause, ApiErrorResponse reason)
    {
        var response = new ApiErrorResponse
        {
            StatusCode = reason.StatusCode,
            Code = reason.Code,
            Message = reason.Message,
            RawBody = reason.RawBody,
            Headers = reason.Headers,
            RetryAfter = pause,
        };
        return new SeedanceRateLimitException(
            $"{call} was not sent: the service asked this client to pause, for {pause} more, "
            + $"which is longer than the call may take, {call.TotalTimeoutText}.",
            response)
        {
            Failure = new CallFailure(FailureKind.NotConnected, RetryAfter: pause),
        };
    }
}
