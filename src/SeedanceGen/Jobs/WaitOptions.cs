namespace SeedanceGen;

/// <summary>How a wait for a job goes.</summary>
public sealed record WaitOptions
{
    /// <summary>How long to wait before giving up with a <see cref="GenerationTimeoutException"/>. The default is 30 minutes.</summary>
    /// <remarks>How long a job takes is not documented. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> waits without a bound.</remarks>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The pause before the second poll; later pauses grow by half. The default is 2 seconds.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause between two polls. The default is 15 seconds.</summary>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromSeconds(15);
}
