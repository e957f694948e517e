using System.Diagnostics;

namespace SeedanceGen.AspNetCore;

/// <summary>How webhooks are received. Checked when the application starts, and not changed afterwards.</summary>
public sealed class SeedanceWebhookOptions
{
    /// <summary>How long a secret is at least, in bytes of UTF-8.</summary>
    public const int MinSecretBytes = 32;

    /// <summary>
    /// The secret of the application that the token in each webhook's path is derived from: at least <see cref="MinSecretBytes"/> bytes,
    /// random, kept with the application's other secrets, and the same on every machine that receives webhooks.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Secret { get; set; }

    /// <summary>Earlier secrets: URLs made with them are still accepted, and no new ones are made. Drop one when its jobs have ended.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IList<string> PreviousSecrets { get; } = [];

    /// <summary>
    /// Where the mapped endpoint is reached from outside, such as <c>https://your-app.com/webhooks/seedance</c>; needed only by
    /// <see cref="WebhookUrls.Create(string)"/>. HTTPS, except on this machine (loopback).
    /// </summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>
    /// The name of the client that reads the jobs, as it was added by <c>AddSeedance(name, …)</c>; null, the default, takes the client without a
    /// name.
    /// </summary>
    public string? ClientName { get; set; }

    /// <summary>The largest body that is read, in bytes; a larger one is refused with 413. The default is 64 KiB.</summary>
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>How deep the JSON of a body may be nested; what is deeper is refused with 400. The default is 32.</summary>
    public int MaxJsonDepth { get; set; } = 32;

    /// <summary>How many webhooks may be waiting or under way; the next is refused with 503, so that the service may try again. The default is 1024.</summary>
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>How many webhooks are worked on at a time, and so how many reads of jobs they can cause at a time. The default is 4.</summary>
    public int MaxConcurrency { get; set; } = 4;

    /// <summary>
    /// How often a delivery is attempted at most, the first time included, when the job cannot be read, has not ended yet, or the handler throws. The webhook
    /// was answered by then and the service need not send it again. The default is 5.
    /// </summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>The pause before the second attempt; later pauses double. The default is 2 seconds.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many deliveries the default store remembers, to absorb repetitions of them; the oldest are forgotten. The default is 10,000.</summary>
    public int RememberedDeliveries { get; set; } = 10_000;
}
