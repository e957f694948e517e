namespace SeedanceGen.Http;

/// <summary>
/// The pause that the service asked one call of a client for (429 or 503 with <c>Retry-After</c>), shared by all its calls: none is sent
/// before it has passed. A call whose time does not reach that far gives up with the error that named the pause.
/// </summary>
internal sealed class RateLimitGate(TimeProvider clock)
{
    private readonly object _gate = new();
    private long _opensAt = long.MinValue;
    private ApiErrorAnswer? _reason;

    public void Close(ApiErrorAnswer reason, TimeSpan pause)
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

    private static SeedanceRateLimitException NotSent(ApiCall call, TimeSpan pause, ApiErrorAnswer reason)
    {
        var answer = new ApiErrorAnswer
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
}
