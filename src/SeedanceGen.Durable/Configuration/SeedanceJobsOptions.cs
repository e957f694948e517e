using Quartz;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable;

/// <summary>How durable jobs are kept and worked on.</summary>
public sealed class SeedanceJobsOptions
{
    /// <summary>
    /// Whether this process works on jobs. The default is true. A process that only enqueues jobs and receives webhooks sets false.
    /// </summary>
    public bool RunsJobs { get; set; } = true;

    /// <summary>
    /// The folder for finished videos, unless the application registers its own <see cref="IVideoStorage"/>. The default is <c>videos</c>
    /// in the current folder. On many machines it must be a folder that all of them share.
    /// </summary>
    public string VideoFolder { get; set; } = "videos";

    /// <summary>
    /// A folder of this machine for the ids of accepted jobs that the store did not take. The next start reads them. The default is in the
    /// user's folder for local data.
    /// </summary>
    public string AcceptanceFolder { get; set; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "SeedanceGen", "accepted");

    /// <summary>
    /// Makes the address of a job's webhook from the job's key, for example with <c>WebhookUrls</c> of <c>SeedanceGen.AspNetCore</c>. Null,
    /// the default, sends no address: polls find the end of each job, and an unknown outcome needs a person.
    /// </summary>
    public Func<IServiceProvider, string, Uri>? WebhookUrl { get; set; }

    /// <summary>
    /// What the whole store may be charged, in credits. All workers need the same value. Null, the default, sets no limit.
    /// </summary>
    /// <remarks>
    /// A worker reserves the price of a job in the transaction that begins its submission, and begins none that does not fit. The price is
    /// <see cref="PriceOf"/>'s. Without it, it is that of the most expensive job so far, and before the first one a single job is
    /// submitted.
    /// </remarks>
    public long? MaxCredits { get; set; }

    /// <summary>
    /// The price of a request in credits, where the application knows it; null, or a result of null, where it does not. The process that
    /// enqueues a job calls it; a worker does not.
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

    /// <summary>How long a shard without work rests before it looks again. The default is half a second.</summary>
    public TimeSpan IdleDelay { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// How long after its end a handled job is removed from the store, at least an hour. Null, the default, keeps all jobs.
    /// </summary>
    /// <remarks>
    /// The store knows a key as long as it has the job: an enqueue of a removed key adds a job that is paid for again. So choose a time
    /// that is longer than anything may repeat an enqueue. What the store was charged in total stays; what each key was charged goes.
    /// </remarks>
    public TimeSpan? RemoveHandledAfter { get; set; }

    /// <summary>Makes the store; null until an extension method of a store's package is called.</summary>
    internal Func<IServiceProvider, IJobStore>? StoreFactory { get; set; }

    /// <summary>Configures where the scheduler keeps its triggers; null keeps them in memory.</summary>
    internal Action<IQuartzBuilder>? SchedulerStore { get; set; }

    /// <summary>Everything that is not accepted.</summary>
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
        if (MaxSubmissionsPerSecond is <= 0 or double.NaN || MaxPollsPerSecond is <= 0 or double.NaN)
            yield return $"{nameof(MaxSubmissionsPerSecond)} and {nameof(MaxPollsPerSecond)} must be more than zero.";
    }
}
