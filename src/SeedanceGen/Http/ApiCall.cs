namespace SeedanceGen.Http;

/// <summary>One call while it runs, with all its attempts.</summary>
internal sealed class ApiCall(ApiOperation operation, Uri address, byte[]? body, SeedanceClientOptions options)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(49);

    private readonly long _start = options.TimeProvider.GetTimestamp();

    public ApiOperation Operation { get; } = operation;

    public Uri Address { get; } = address;

    public byte[]? Body { get; } = body;

    /// <summary>What the first attempt failed with, until its repetition begins.</summary>
    public SeedanceException? FirstFailure { private get; set; }

    /// <summary>What the last attempt that was repeated failed with.</summary>
    public SeedanceException? LastFailure { get; set; }

    /// <summary>How long the next attempt may take.</summary>
    public TimeSpan AttemptTimeout => options.AttemptTimeout != Timeout.InfiniteTimeSpan && options.AttemptTimeout < Remaining
        ? options.AttemptTimeout
        : Remaining;

    /// <summary>The job that an answer names which broke off, or was too large to be read.</summary>
    public string? NamedJob { get; set; }

    /// <summary>What is left of <see cref="SeedanceClientOptions.TotalTimeout"/>; without one, the longest pause that a timer can make.</summary>
    public TimeSpan Remaining => options.TotalTimeout == Timeout.InfiniteTimeSpan
        ? LongestPause
        : Max(TimeSpan.Zero, options.TotalTimeout - options.TimeProvider.GetElapsedTime(_start));

    public SeedanceException? TakeFirstFailure()
    {
        var failure = FirstFailure;
        FirstFailure = null;
        return failure;
    }

    /// <summary>The method and the path, in which the job's id is: whoever reads an error can find the job again.</summary>
    public override string ToString() => $"{Operation.Method} {Address.AbsolutePath}";

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
