namespace SeedanceGen.Http;

/// <summary>One call while it runs, with all its attempts.</summary>
internal sealed class ApiCall(ApiOperation operation, Uri address, byte[]? body, SeedanceClientOptions options)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(49);

    private readonly long _start = options.TimeProvider.GetTimestamp();

    public ApiOperation Operation { get; } = operation;

    public Uri Address { get; } = address;

    public byte[]? Body { get; } = body;

    /// <summary>What the last attempt that was repeated failed with.</summary>
    public SeedanceException? LastFailure { get; set; }

    /// <summary>The job that an answer names which broke off, or was too large to be read.</summary>
    public string? NamedJob { get; set; }

    /// <summary>What is left of <see cref="SeedanceClientOptions.TotalTimeout"/>; without one, the longest pause that a timer can make.</summary>
    public TimeSpan Remaining => options.TotalTimeout == Timeout.InfiniteTimeSpan
        ? LongestPause
        : options.TotalTimeout - options.TimeProvider.GetElapsedTime(_start);

    /// <summary>The method and the path, in which the job's id is: whoever reads an error can find the job again.</summary>
    public override string ToString() => $"{Operation.Method} {Address.AbsolutePath}";
}
