using System.Diagnostics;

namespace SeedanceGen.AspNetCore;

/// <summary>
/// The options of the endpoint that receives webhooks. They are checked when the application starts; later changes have no effect.
/// </summary>
public sealed class SeedanceWebhookOptions
{
    /// <summary>The shortest allowed secret, in bytes of UTF-8.</summary>
    public const int MinSecretBytes = 32;

    /// <summary>
    /// The application's secret, which must be set. The token in the path of each webhook URL is derived from it. It has at least
    /// <see cref="MinSecretBytes"/> random bytes, and is the same on every machine that receives webhooks.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Secret { get; set; }

    /// <summary>
    /// Earlier secrets. URLs that were made with them are still accepted; new URLs use <see cref="Secret"/>. Remove one when its jobs have
    /// ended.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IList<string> PreviousSecrets { get; } = [];

    /// <summary>
    /// The public address of the mapped endpoint, such as <c>https://your-app.com/webhooks/seedance</c>. Only
    /// <c>WebhookUrls.Create(reference)</c> needs it; the default is null. It must be HTTPS, except on this machine (loopback). When the
    /// application starts, the log has a warning (event 3013) if the endpoint is mapped at another path.
    /// </summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>
    /// The name of the client that reads the jobs, as <c>AddSeedance(name, …)</c> registered it. Null, the default, uses the client without
    /// a name.
    /// </summary>
    public string? ClientName { get; set; }

    /// <summary>The largest body that the endpoint reads, in bytes; a larger one gets 413. The default is 64 KiB.</summary>
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>The deepest nesting of the JSON in a body; a deeper body gets 400. The default is 32.</summary>
    public int MaxJsonDepth { get; set; } = 32;

    /// <summary>
    /// The largest number of webhooks that wait or are processed. The next one gets 503, so that the sender can try again. The default is
    /// 1024.
    /// </summary>
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>The number of webhooks that are processed at a time; each reads at most one job at a time. The default is 4.</summary>
    public int MaxConcurrency { get; set; } = 4;

    /// <summary>
    /// How long a handler may take. After that time, the attempt has failed and the worker is free for the next webhook: the handler's
    /// token is canceled, and a handler that goes on all the same is no longer waited for. The default is 5 minutes;
    /// <see cref="Timeout.InfiniteTimeSpan"/> waits without end.
    /// </summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long all <see cref="MaxConcurrency"/> workers may be busy, without one of them becoming free, before the log has a warning
    /// (event 3016). The default is 1 minute; <see cref="Timeout.InfiniteTimeSpan"/> for no warning.
    /// </summary>
    public TimeSpan BusyWarningDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The largest number of attempts of one delivery, the first included, when the job cannot be read, the job has not ended, or the
    /// handler throws or takes longer than <see cref="HandlerTimeout"/>. The sender has its response by then, and need not send the webhook
    /// again. The default is 5.
    /// </summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>The pause before the second attempt; each later pause is twice as long. The default is 2 seconds.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The number of deliveries that the default store remembers, to ignore their repetitions. The default is 10,000.</summary>
    public int RememberedDeliveries { get; set; } = 10_000;

    /// <summary>
    /// Whether the endpoint responds only when the handler has completed. The default is false: it responds at once, and keeps the webhook
    /// in memory until the handler has completed.
    /// </summary>
    /// <remarks>
    /// With true, 202 says that the handler has the end of the job. When the first attempt fails, or takes longer than 10 seconds, the
    /// response is 503, and the sender may send the webhook again; the next attempts are made all the same. Set it for a handler that only
    /// writes the end of the job to a store.
    /// </remarks>
    public bool RespondsAfterHandler { get; set; }

    /// <summary>The path of the section that the options come from, for errors; null when they come from code.</summary>
    internal string? Section { get; set; }

    /// <summary>What the section has that is not accepted.</summary>
    internal IReadOnlyList<string> SectionFaults { get; set; } = [];

    /// <summary>The sentence that says that the section is missing; empty when the section is there.</summary>
    internal string MissingSection { get; set; } = string.Empty;
}
