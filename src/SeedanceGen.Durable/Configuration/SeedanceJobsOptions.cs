using Quartz;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable;

/// <summary>The options of durable jobs: where they are stored, and how workers work on them.</summary>
/// <remarks>
/// <c>AddSeedanceJobs</c> throws an <see cref="ArgumentException"/> when a pause is not above zero or is longer than a day, a number of
/// concurrent calls is below 1, or a rate is not above zero.
/// </remarks>
public sealed class SeedanceJobsOptions
{
    /// <summary>
    /// Whether this process works on jobs. The default is true. A process that only enqueues jobs and receives webhooks sets false.
    /// </summary>
    public bool RunsJobs { get; set; } = true;

    /// <summary>
    /// The folder for finished videos, unless the application registers its own <see cref="IVideoStorage"/>. The default is <c>videos</c>
    /// in the current folder. Many machines need a folder that all of them share.
    /// </summary>
    public string VideoFolder { get; set; } = "videos";

    /// <summary>
    /// A folder of this machine for the ids of accepted jobs that could not be written to the store. The worker writes them to the store at
    /// its next start. The default is <c>SeedanceGen/accepted</c> in the user's folder for local data.
    /// </summary>
    public string AcceptanceFolder { get; set; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "SeedanceGen", "accepted");

    /// <summary>
    /// Makes the address of a job's webhook from the job's key, for example with <c>WebhookUrls</c> of <c>SeedanceGen.AspNetCore</c>. Null,
    /// the default, sends no address: polls find the end of each job, and a person has to resolve an unknown outcome
    /// (<see cref="IVideoQueue.ResolveAsync"/>).
    /// </summary>
    public Func<IServiceProvider, string, Uri>? WebhookUrl { get; set; }

    /// <summary>
    /// The most that the service may charge for all jobs of the store, in credits; at least 0. All workers need the same value. Null, the
    /// default, sets no limit.
    /// </summary>
    /// <remarks>
    /// A worker reserves the price of a job in the transaction that begins its submission, and begins no submission whose price does not
    /// fit. <see cref="PriceOf"/> gives the price. Where it gives none, the price of the most expensive job so far counts. Before any price
    /// is known, one job reserves all that is left, so no other is submitted.
    /// </remarks>
    public long? MaxCredits { get; set; }

    /// <summary>
    /// Gives the price of a request, in credits. Null, the default, or a result of null means that the application does not know the price.
    /// The process that enqueues a job calls it; a worker does not.
    /// </summary>
    public Func<VideoGenerationRequest, long?>? PriceOf { get; set; }

    /// <summary>How many submissions all workers of the store begin in a second. Null, the default, sets no limit.</summary>
    public double? MaxSubmissionsPerSecond { get; set; }

    /// <summary>How many polls all workers of the store begin in a second. Null, the default, sets no limit.</summary>
    public double? MaxPollsPerSecond { get; set; }

    /// <summary>How many submissions are under way at a time in this process. The default is 8.</summary>
    public int MaxConcurrentSubmissions { get; set; } = 8;

    /// <summary>How many polls are under way at a time in this process. The default is 16.</summary>
    public int MaxConcurrentPolls { get; set; } = 16;

    /// <summary>How many videos are stored and handled at a time in this process. The default is 4.</summary>
    public int MaxConcurrentDeliveries { get; set; } = 4;

    /// <summary>The pause before the first poll of a job. Later pauses grow by half. The default is 2 seconds.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause between two polls of a job. The default is 30 seconds.</summary>
    public TimeSpan MaxPollInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause between two polls of a job that has a webhook. The default is 1 minute.</summary>
    public TimeSpan WebhookPollInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The pause after a failure of the service, the storage or the handler. Later pauses are twice as long, up to 10 minutes. The default
    /// is 2 seconds.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a worker waits before it looks again at a shard, a part of the store, that has no work. The default is half a second.
    /// </summary>
    public TimeSpan IdleDelay { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// How long the store keeps a job after the handler was told of its end; at least an hour. Null, the default, keeps all jobs.
    /// </summary>
    /// <remarks>
    /// The store knows a key as long as it has the job: an enqueue of a removed key adds a job that is paid for again. So choose a time
    /// that is longer than the application may take to repeat an enqueue. The totals of the store keep what the service charged; what it
    /// charged for a removed key is gone.
    /// </remarks>
    public TimeSpan? RemoveHandledAfter { get; set; }

    /// <summary>Makes the store; null until an extension method of a store's package is called.</summary>
    internal Func<IServiceProvider, IJobStore>? StoreFactory { get; set; }

    /// <summary>Configures where the scheduler keeps its triggers; null keeps them in memory.</summary>
    internal Action<IQuartzBuilder>? SchedulerStore { get; set; }

    /// <summary>The values that are not accepted, one sentence for each.</summary>
    internal IEnumerable<string> Faults()
    {
        if (StoreFactory is null)
            yield return "No store is chosen. Call UseSqlite or UsePostgreSql, of the package with that name.";
        foreach (var (name, value) in new[]
        {
            (nameof(MaxConcurrentSubmissions), MaxConcurrentSubmissions), (nameof(MaxConcurrentPolls), MaxConcurrentPolls),
            (nameof(MaxConcurrentDeliveries), MaxConcurrentDeliveries),
        })
        {
            if (value < 1)
                yield return $"{name} must be at least 1.";
        }

        foreach (var (name, value) in new[]
        {
            (nameof(PollInterval), PollInterval), (nameof(MaxPollInterval), MaxPollInterval), (nameof(RetryDelay), RetryDelay),
            (nameof(WebhookPollInterval), WebhookPollInterval), (nameof(IdleDelay), IdleDelay),
        })
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
                yield return $"{name} must be more than zero and at most a day.";
        }

        if (RemoveHandledAfter < TimeSpan.FromHours(1))
            yield return $"{nameof(RemoveHandledAfter)} must be at least an hour.";
        if (MaxCredits < 0)
            yield return $"{nameof(MaxCredits)} must be at least 0.";
        foreach (var (name, value) in new[]
        {
            (nameof(MaxSubmissionsPerSecond), MaxSubmissionsPerSecond), (nameof(MaxPollsPerSecond), MaxPollsPerSecond),
        })
        {
            if (value is <= 0 or double.NaN)
                yield return $"{name} must be more than zero.";
        }
    }
}
