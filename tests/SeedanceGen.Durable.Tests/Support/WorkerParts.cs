using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.Durable.Engine;
using SeedanceGen.Durable.Handling;
using SeedanceGen.Durable.Ledger;
using SeedanceGen.Testing;
using SeedanceGen.TestKit.Telemetry;

namespace SeedanceGen.Durable.Tests.Support;

/// <summary>The parts of a worker without a scheduler, on a SQLite file, so that a test runs each step.</summary>
internal sealed class WorkerParts : IAsyncDisposable
{
    private readonly SeedanceClient _client;
    private readonly ServiceProvider _services;

    private WorkerParts(HookedStore store, SeedanceClient client, SeedanceJobsOptions options, TimeProvider clock)
    {
        _client = client;
        Handler = new RecordingHandler();
        _services = new ServiceCollection().AddSingleton<IVideoHandler>(Handler).BuildServiceProvider();
        Store = store;
        Context = new JobContext(_services, store, client, options, clock, Log);
        Pause = new ServicePause(Context);
        Recorder = new SubmissionRecorder(Context, new AcceptanceFiles(options.AcceptanceFolder));
        Submitter = new JobSubmitter(Context, Pause, Recorder);
        Poller = new JobPoller(Context, Pause);
        Deliverer = new VideoDeliverer(Context, new FolderVideoStorage(options.VideoFolder));
        Work = new ShardWork(Context, Poller, Submitter, Deliverer);
        Queue = new VideoQueue(Context);
    }

    public JobContext Context { get; }

    public HookedStore Store { get; }

    public LogRecorder Log { get; } = new();

    public ServicePause Pause { get; }

    public SubmissionRecorder Recorder { get; }

    public JobSubmitter Submitter { get; }

    public JobPoller Poller { get; }

    public VideoDeliverer Deliverer { get; }

    public ShardWork Work { get; }

    public IVideoQueue Queue { get; }

    public RecordingHandler Handler { get; }

    public static async Task<WorkerParts> CreateAsync(
        TestStore scene, SeedanceMock mock, TimeProvider clock, Action<SeedanceJobsOptions>? configure = null,
        Func<HttpMessageHandler, HttpMessageHandler>? wrap = null, int attempts = 1)
    {
        var options = scene.Use(new SeedanceJobsOptions());
        configure?.Invoke(options);
        var client = new SeedanceClient(mock.ApiKey, new SeedanceClientOptions
        {
            BaseAddress = mock.BaseAddress,
            HttpHandler = new SubmissionLeaseHandler((wrap ?? (handler => handler))(mock.CreateHandler())),
            MaxAttempts = attempts,
            RetryDelay = TimeSpan.FromMilliseconds(10),
        });
        return new WorkerParts(new HookedStore(await scene.OpenAsync()), client, options, clock);
    }

    /// <summary>Enqueues a job, and returns its shard.</summary>
    public async Task<int> EnqueueAsync(string key) => (await Queue.EnqueueAsync(Requests.River, key)).Job.Shard;

    /// <summary>Brings a job to its end, undelivered, and returns its shard.</summary>
    public async Task<int> SucceedAsync(string key, SeedanceMock mock)
    {
        var shard = await EnqueueAsync(key);
        await Submitter.RunAsync(shard, CancellationToken.None);
        mock.Jobs[^1].Succeed();
        (await Queue.ReportAsync(key, await Context.Client.GetAsync(mock.Jobs[^1].RequestId))).ShouldBeTrue();
        return shard;
    }

    /// <summary>Claims a job of a shard, as a worker does before it submits it.</summary>
    public async Task<VideoJob> ClaimAsync(int shard) => (await Store.ClaimAsync(
        new JobClaim(shard, 1, "test", Context.Now, Context.Options.MaxCredits, PerSecond: null), CancellationToken.None))[0];

    public async Task<VideoJob> FindAsync(string key) => (await Queue.GetAsync(key))!;

    public async ValueTask DisposeAsync()
    {
        Work.Dispose();
        Submitter.Dispose();
        Poller.Dispose();
        Deliverer.Dispose();
        await Context.Store.DisposeAsync();
        await _client.DisposeAsync();
        await _services.DisposeAsync();
    }
}

/// <summary>Passes each submission on, and loses what comes back.</summary>
internal sealed class LosingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.Method == HttpMethod.Get)
            return response;
        response.Dispose();
        throw new HttpRequestException("The connection broke.", new IOException("The connection broke."));
    }
}
