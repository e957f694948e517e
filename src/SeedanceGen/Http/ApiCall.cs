using SeedanceGen.Texts;

namespace SeedanceGen.Http;

/// <summary>One call with all its attempts.</summary>
internal sealed class ApiCall(ApiRequest request, ServiceAccess access, SeedanceClientOptions options, CallOptions? own)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(49);

    private long _start = options.TimeProvider.GetTimestamp();

    public ApiOperation Operation { get; } = request.Operation;

    /// <summary>The key and the address, the same for all attempts. They are final when the first attempt begins.</summary>
    public ServiceAccess Access { get; private set; } = access;

    public Uri Address { get; private set; } = access.AddressOf(request.Path);

    public byte[]? Body { get; } = request.Body;

    public ApiContent? Content { get; } = request.Content;

    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; } = request.Headers;

    public IJobRequest? Job { get; } = request.Job;

    /// <summary>The options of this call; null when it has none of its own.</summary>
    public CallOptions? Own => own;

    /// <summary>The key that every attempt sends; null when the operation has none.</summary>
    public string? IdempotencyKey { get; } =
        request.Operation.IdempotencyHeader is null ? null : own?.IdempotencyKey ?? Guid.NewGuid().ToString();

    /// <summary>Receives the response as it came; null when the caller did not ask for it.</summary>
    public ResponseCapture? Capture { get; init; }

    /// <summary>Whether the caller reads the bytes of a successful response.</summary>
    public bool Streams { get; init; }

    /// <summary>Whether an attempt may have been accepted and charged, though its response did not say so.</summary>
    public bool IsUncertain { get; set; }

    /// <summary>The error of the first attempt, until the second attempt begins.</summary>
    public SeedanceException? FirstFailure { private get; set; }

    /// <summary>The error of the last attempt that was repeated.</summary>
    public SeedanceException? LastFailure { get; set; }

    /// <summary>The job id in a response that was incomplete or too large.</summary>
    public string? RecoveredRequestId { get; set; }

    /// <summary>How long the next attempt may take.</summary>
    public TimeSpan AttemptTimeout => options.AttemptTimeout != Timeout.InfiniteTimeSpan && options.AttemptTimeout < Remaining
        ? options.AttemptTimeout
        : Remaining;

    /// <summary>How long the call may take with all its attempts.</summary>
    public TimeSpan TotalTimeout => own?.Timeout ?? options.TotalTimeout;

    /// <summary>The total timeout and the option that sets it, for messages.</summary>
    public string TotalTimeoutText => own?.Timeout is null
        ? $"{TotalTimeout} ({nameof(SeedanceClientOptions.TotalTimeout)})"
        : $"{TotalTimeout} ({nameof(CallOptions)}.{nameof(CallOptions.Timeout)})";

    /// <summary>The rest of the total timeout. Without one, the longest time that a timer takes.</summary>
    public TimeSpan Remaining => TotalTimeout == Timeout.InfiniteTimeSpan
        ? LongestPause
        : Max(TimeSpan.Zero, TotalTimeout - options.TimeProvider.GetElapsedTime(_start));

    /// <summary>
    /// Begins the call after it has waited for its turn: its time counts from now, and it takes the current key and address.
    /// </summary>
    public void Begin(ServiceAccess current)
    {
        _start = options.TimeProvider.GetTimestamp();
        Take(current);
    }

    /// <summary>Gives the call another key or address, before its first attempt.</summary>
    public void Take(ServiceAccess access)
    {
        if (!ReferenceEquals(access, Access))
            (Access, Address) = (access, access.AddressOf(request.Path));
    }

    public SeedanceException? TakeFirstFailure()
    {
        var failure = FirstFailure;
        FirstFailure = null;
        return failure;
    }

    /// <summary>Method and path. The path has the job's id, so that a reader of the error finds the job.</summary>
    public override string ToString() => $"{Operation.Method} {OutsideText.Label(Address.AbsolutePath)}";

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
