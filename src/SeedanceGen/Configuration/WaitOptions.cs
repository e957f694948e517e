using SeedanceGen.Telemetry;

namespace SeedanceGen;

/// <summary>The options of a wait for a job.</summary>
/// <remarks>How long a job takes is not documented. The defaults suit jobs that take minutes.</remarks>
public sealed record WaitOptions
{
    /// <summary>
    /// How long to wait before a <see cref="GenerationTimeoutException"/>. A read that is under way then still ends, within
    /// <see cref="SeedanceClientOptions.TotalTimeout"/>. The default is 30 minutes.
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> waits without a bound.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The average pause before the second poll. Later pauses grow by half. When the status changes, the pause is this one again. The
    /// default is 2 seconds.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest average pause between two polls. The default is 15 seconds.</summary>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Whether a webhook is expected to end the wait (see <see cref="ISeedanceClient.PollNow"/>). Polls are then only a fallback, with
    /// <see cref="WebhookPollInterval"/> between them. Null, the default, means: when this very job was submitted with a webhook.
    /// </summary>
    public bool? ExpectWebhook { get; init; }

    /// <summary>The pause between two polls while a webhook is expected. The default is 1 minute.</summary>
    public TimeSpan WebhookPollInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What happens to the job when the wait times out or is canceled. The default leaves it running.</summary>
    public UnfinishedJobAction OnTimeoutOrCancel { get; init; } = UnfinishedJobAction.LeaveRunning;

    /// <summary>The start of the job; null when the job was submitted without a listener.</summary>
    internal JobSubmission? Submission { get; init; }
}
