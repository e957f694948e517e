using SeedanceGen.Telemetry;

namespace SeedanceGen;

/// <summary>How a wait for a job goes.</summary>
/// <remarks>How long a job takes is not documented; these defaults suit jobs that take minutes.</remarks>
public sealed record WaitOptions
{
    /// <summary>
    /// How long to wait before giving up with a <see cref="GenerationTimeoutException"/>; the last read may still be under way then, within
    /// <see cref="SeedanceClientOptions.TotalTimeout"/>. The default is 30 minutes. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> waits without a bound.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The pause before the second poll, on average. Later pauses grow by half, and start again here when the status changes. The default
    /// is 2 seconds.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause between two polls, on average. The default is 15 seconds.</summary>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Whether a webhook is expected to end the wait (see <see cref="ISeedanceClient.PollNow"/>), so that polls are only a safety net:
    /// the pause is then <see cref="WebhookPollInterval"/>. Null, the default, means: when this very job was submitted with a webhook.
    /// </summary>
    public bool? ExpectWebhook { get; init; }

    /// <summary>The pause between two polls while a webhook is expected. The default is 1 minute.</summary>
    public TimeSpan WebhookPollInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What becomes of the job when the wait is cancelled or times out. The default leaves it running.</summary>
    public UnfinishedJobAction OnTimeoutOrCancel { get; init; } = UnfinishedJobAction.LeaveRunning;

    /// <summary>The beginning of the job, when it was submitted while somebody listened.</summary>
    internal JobSubmission? Submission { get; init; }
}
