namespace SeedanceGen.Http;

/// <summary>
/// The pause that the service asked one call of a client for (<c>Retry-After</c>, or a 429 without), shared by all its calls: none is sent
/// before it has passed. A call whose time does not reach that far gives up with the error that named the pause.
/// </summary>
internal sealed class RateLimitGate(TimeProvider clock)
{
    private readonly object _gate = new();
    private long _opensAt = long.MinValue;
    private ApiErrorResponse? _reason;
    private int _refusals;
    private int _round;
    private long _slowUntil;

    public void Close(ApiErrorResponse reason, TimeSpan pause)
    {
        var opensAt = clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency);
        lock (_gate)
        {
            if (opensAt <= _opensAt)
                return;

            _reason = reason;
            Volatile.Write(ref _opensAt, opensAt);
        }
    }

    /// <summary>Which refusal without a pause was the last; a call keeps it from when it is sent.</summary>
    public int Round => Volatile.Read(ref _round);

    /// <summary>Whether there is no pause, so that nobody has to look at the clock.</summary>
    public bool IsOpen => Volatile.Read(ref _opensAt) == long.MinValue;

    public ValueTask PassAsync(ApiCall call, CancellationToken cancellationToken) =>
        IsOpen ? default : PassSlowlyAsync(call, cancellationToken);

    private async ValueTask PassSlowlyAsync(ApiCall call, CancellationToken cancellationToken)
    {
        while (PauseLeft() is { Ticks: > 0 } pause)
        {
            if (pause > call.Remaining)
                throw NotSent(call, pause, _reason!);

            await Task.Delay(RetryAfterHint.WholeMilliseconds(pause), clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What is left of the pause; whoever finds that it has passed opens the gate for all.</summary>
    private TimeSpan PauseLeft()
    {
        lock (_gate)
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
        var answer = new ApiErrorResponse
        {
            StatusCode = reason.StatusCode,
            Code = reason.Code,
            Message = reason.Message,
            RawBody = reason.RawBody,
            Headers = reason.Headers,
            RetryAfter = pause,
        };
        return new SeedanceRateLimitException(
            $"{call} was not sent: the service asked this client to pause, for {pause} more, which is longer than the call may take ({nameof(SeedanceClientOptions.TotalTimeout)}).",
            answer)
        {
            Failure = new CallFailure(FailureKind.NotConnected, RetryAfter: pause),
        };
    }

    /// <summary>
    /// A 429 that names no pause slows all calls down, too: for as long as a retry would wait at least, and longer with each that follows
    /// soon after the last. Those of calls that were under way together count once, however late the last of them is answered.
    /// </summary>
    /// <param name="reason">The refusal.</param>
    /// <param name="options">How retries wait.</param>
    /// <param name="round">The <see cref="Round"/> when the refused call was sent.</param>
    public void Close(ApiErrorResponse reason, SeedanceClientOptions options, int round)
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            if (now < _opensAt || round != _round)
                return;

            Volatile.Write(ref _round, round + 1);
            _refusals = _refusals > 0 && clock.GetElapsedTime(_slowUntil, now) < options.MaxRetryDelay ? _refusals + 1 : 1;
            _reason = reason;
            _slowUntil = now + (long)(Backoff.ShortestAfter(options, _refusals).TotalSeconds * clock.TimestampFrequency);
            Volatile.Write(ref _opensAt, _slowUntil);
        }
    }
}
