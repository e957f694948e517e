namespace SeedanceGen.Http;

/// <summary>One call while it runs, with all its attempts.</summary>
internal sealed class ApiCall(ApiOperation operation, Uri address, byte[]? body, SeedanceClientOptions options)
{
    private readonly long _start = options.TimeProvider.GetTimestamp();

    public ApiOperation Operation { get; } = operation;

    public Uri Address { get; } = address;

    public byte[]? Body { get; } = body;

    /// <summary>What the last attempt that was repeated failed with.</summary>
    public SeedanceException? LastFailure { get; set; }

    /// <summary>What is left of <see cref="SeedanceClientOptions.TotalTimeout"/>.</summary>
    public TimeSpan Remaining => options.TotalTimeout == Timeout.InfiniteTimeSpan
        ? TimeSpan.MaxValue
        : options.TotalTimeout - options.TimeProvider.GetElapsedTime(_start);
}
