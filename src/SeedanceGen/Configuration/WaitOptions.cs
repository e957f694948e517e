using SeedanceGen.Telemetry;

namespace SeedanceGen;

/// <summary>The options of a wait for a job.</summary>
/// <remarks>How long a job takes is not documented. The defaults suit jobs that take minutes.</remarks>
public sealed record WaitOptions
{
    /// <summary>
    /// How long to wait before a <see cref="GenerationTimeoutException"/>. A poll that is under way at that moment still ends, within
    /// <see cref="SeedanceClientOptions.TotalTimeout"/>. The default is 30 minutes. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>
    /// waits without a bound.
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
    /// <see cref="WebhookPollInterval"/> between them. Null, the default, expects one when the handle of the job
    /// (<see cref="GenerationJob"/>) has a request with a webhook, and this process receives webhooks
    /// (<see cref="ISeedanceClient.ReceivesWebhooks"/>).
    /// </summary>
    public bool? ExpectWebhook { get; init; }

    /// <summary>The pause between two polls while a webhook is expected. The default is 1 minute.</summary>
    public TimeSpan WebhookPollInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What happens to the job when the wait times out or is canceled. The default leaves it running.</summary>
    public UnfinishedJobAction OnTimeoutOrCancel { get; init; } = UnfinishedJobAction.LeaveRunning;

    /// <summary>
    /// After how many polls in a row without a usable response the wait gives up with a <see cref="GenerationUnreadableException"/>. Such a
    /// response says nothing of the job: a page of a proxy, an empty body, a redirect, a rejection. It does not end the job, which is paid
    /// for. The default is 20 polls. Polls without a connection or with status 408, 429 or 5xx do not count: <see cref="Timeout"/> bounds
    /// them.
    /// </summary>
    public int MaxUnusablePolls { get; init; } = 20;

    /// <summary>
    /// How long polls in a row may bring no usable response before the wait gives up with a <see cref="GenerationUnreadableException"/>,
    /// also when they are fewer than <see cref="MaxUnusablePolls"/>. Zero gives up at the first of them. The default is 5 minutes.
    /// </summary>
    public TimeSpan UnusablePollsTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long the wait goes on while the service rejects reads of a job of which only the id is known, such as with status 404: a job
    /// that was just submitted may not be known everywhere yet. After that time, the service's <see cref="SeedanceApiException"/> ends the
    /// wait.
    /// Zero ends the wait at the first rejection. The default is 1 minute. For a job that this client submitted, or that the service has
    /// reported during the wait, <see cref="UnusablePollsTimeout"/> applies instead.
    /// </summary>
    public TimeSpan UnknownJobTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long the wait keeps polling for the link to the video when the job has succeeded and the link is not there yet. After that time,
    /// the wait returns the job without a link. Zero returns the job at once. The default is 1 minute.
    /// </summary>
    public TimeSpan LinkTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The start of the job; null when no listener of telemetry was there at the submission.</summary>
    internal JobSubmission? Submission { get; init; }

    /// <summary>The status with which the service accepted the job; null when only the id of the job is known.</summary>
    internal GenerationStatus? AcceptedStatus { get; init; }
}
