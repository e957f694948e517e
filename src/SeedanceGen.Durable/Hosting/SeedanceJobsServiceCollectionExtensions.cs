using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Quartz;
using SeedanceGen;
using SeedanceGen.Durable;
using SeedanceGen.Durable.Engine;
using SeedanceGen.Durable.Handling;
using SeedanceGen.Durable.Ledger;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds durable jobs to a host.</summary>
public static class SeedanceJobsServiceCollectionExtensions
{
    /// <summary>
    /// The threads of the scheduler: every lane of every shard can run at the same time, and most of them wait for the service.
    /// </summary>
    private static readonly int Concurrency = Enum.GetValues<ShardLane>().Length * JobText.ShardCount;

    /// <summary>
    /// Adds an <see cref="IVideoQueue"/>, and a worker for its jobs. An application adds its own <see cref="IVideoHandler"/>, and its own
    /// <see cref="IVideoStorage"/> where a folder is not enough.
    /// </summary>
    /// <param name="client">The client that the jobs are made with, as <c>AddSeedance</c> returned it.</param>
    /// <param name="configure">Chooses a store, and sets options. They cannot be changed later.</param>
    /// <returns>The services of the host.</returns>
    /// <exception cref="ArgumentException">The options are not accepted.</exception>
    /// <exception cref="InvalidOperationException">The host has durable jobs already.</exception>
    public static IServiceCollection AddSeedanceJobs(this IHttpClientBuilder client, Action<SeedanceJobsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new SeedanceJobsOptions();
        configure(options);
        if (string.Join(' ', options.Faults()) is { Length: > 0 } faults)
            throw new ArgumentException(faults, nameof(configure));

        var services = client.Services;
        // The HTTP client has the name of the library. For a named client, a colon and the client's name follow.
        var clientName = client.Name.Contains(':', StringComparison.Ordinal) ? client.Name[(client.Name.IndexOf(':') + 1)..] : null;
        if (services.Any(service => service.ServiceType == typeof(JobContext)))
        {
            throw new InvalidOperationException(
                $"{nameof(AddSeedanceJobs)} was called before. A host has one store of durable jobs: call it once, for one client.");
        }

        AddLease(client, clientName);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options.StoreFactory!);
        services.TryAddSingleton(provider => new JobContext(
            provider,
            provider.GetRequiredService<IJobStore>(),
            clientName is null
                ? provider.GetRequiredService<ISeedanceClient>()
                : provider.GetRequiredKeyedService<ISeedanceClient>(clientName),
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger(JobTelemetry.Name)));
        services.TryAddSingleton<IVideoQueue, VideoQueue>();
        services.TryAddSingleton<IVideoStorage>(new FolderVideoStorage(options.VideoFolder));
        services.TryAddSingleton(new AcceptanceFiles(options.AcceptanceFolder));
        services.TryAddSingleton<SubmissionRecorder>();
        services.TryAddSingleton<ServicePause>();
        services.TryAddSingleton<JobPoller>();
        services.TryAddSingleton<JobSubmitter>();
        services.TryAddSingleton<VideoDeliverer>();
        services.TryAddSingleton<ShardWork>();
        services.TryAddSingleton<JobWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<JobWorker>());
        if (options.RunsJobs)
            services.AddQuartz(JobWorker.SchedulerName, scheduler => Configure(scheduler, options));
        return services;
    }

    /// <summary>
    /// Puts the check of a submission's lease behind every handler that may try again, and before the application's own handler.
    /// </summary>
    private static void AddLease(IHttpClientBuilder client, string? clientName)
    {
        // Behind the client's own filter, which has registered itself as the first, and before those of the host.
        client.Services.Insert(1, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter>(new SubmissionLeaseFilter(client.Name)));
        client.Services.PostConfigure<SeedanceClientOptions>(clientName ?? Options.Options.DefaultName, options =>
        {
            if (options.HttpHandler is { } own)
                options.HttpHandler = new SubmissionLeaseHandler(own);
        });
    }

    private static void Configure(IQuartzBuilder scheduler, SeedanceJobsOptions options)
    {
        scheduler.ConfigureScheduler(one =>
        {
            one.InstanceName = JobWorker.SchedulerName;
            one.GenerateInstanceId = true;
            // Shards are taken one by one: a worker that takes all that are due leaves none to the others, and its end stops all of them.
            one.MaxBatchSize = 1;
            // A worker sees a shard that another one has given up after at most this time.
            one.IdleWaitTime = TimeSpan.FromSeconds(5);
        });
        scheduler.UseDefaultThreadPool(Concurrency);
        if (options.SchedulerStore is { } store)
            store(scheduler);
        else
            scheduler.UseInMemoryStore();
    }
}
