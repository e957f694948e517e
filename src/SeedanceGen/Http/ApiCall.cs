namespace SeedanceGen.Http;

/// <summary>One call with all its attempts.</summary>
internal sealed class ApiCall(ApiOperation operation, Uri address, byte[]? body, SeedanceClientOptions options)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(49);

    private readonly long _start = options.TimeProvider.GetTimestamp();

    public ApiOperation Operation { get; } = operation;

    public Uri Address { get; } = address;

    public byte[]? Body { get; } = body;

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

    /// <summary>The rest of <see cref="SeedanceClientOptions.TotalTimeout"/>. Without one, the longest time that a timer takes.</summary>
    public TimeSpan Remaining => options.TotalTimeout == Timeout.InfiniteTimeSpan
        ? LongestPause
        : Max(TimeSpan.Zero, options.TotalTimeout - options.TimeProvider.GetElapsedTime(_start));

    public SeedanceException? TakeFirstFailure()
    {
        var failure = FirstFailure;
        FirstFailure = null;
        return failure;
    }

    /// <summary>Method and path. The path has the job's id, so that a reader of the error finds the job.</summary>
    public override string ToString() => $"{Operation.Method} {Address.AbsolutePath}";

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
