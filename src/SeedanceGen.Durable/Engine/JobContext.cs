using Microsoft.Extensions.Logging;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Engine;

/// <summary>What all parts of a worker share.</summary>
internal sealed record JobContext(
    IServiceProvider Services, IJobStore Store, ISeedanceClient Client, SeedanceJobsOptions Options, TimeProvider Clock, ILogger Logger)
{
    private const double LongestRetrySeconds = 600;

    /// <summary>
    /// The worker, for people who look at the ledger. It has a random part, because workers in containers may have the same machine name
    /// and process id.
    /// </summary>
    public string Owner { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>When a failed step is tried again: each pause is twice as long as the one before.</summary>
    public DateTimeOffset RetryAt(int tries) => Now + Jittered(TimeSpan.FromSeconds(
        Math.Min(LongestRetrySeconds, Options.RetryDelay.TotalSeconds * Math.Pow(2, Math.Min(tries, 16)))));

    /// <summary>When a job is polled next: each pause is longer by half, and with a webhook all are the same.</summary>
    public DateTimeOffset PollAt(int tries) => Now + Jittered(Options.WebhookUrl is not null
        ? Options.WebhookPollInterval
        : TimeSpan.FromSeconds(Math.Min(
            Options.MaxPollInterval.TotalSeconds, Options.PollInterval.TotalSeconds * Math.Pow(1.5, Math.Min(tries, 32)))));

    /// <summary>Jobs that were submitted together are not polled together.</summary>
    private static TimeSpan Jittered(TimeSpan pause) => pause * (0.9 + (0.2 * Random.Shared.NextDouble()));
}
