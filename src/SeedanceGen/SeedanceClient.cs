using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using SeedanceGen.Configuration;
using SeedanceGen.Downloads;
using SeedanceGen.Http;
using SeedanceGen.Jobs;
using SeedanceGen.Telemetry;

namespace SeedanceGen;

/// <summary>The client of the Seedance 2.0 Open API. Many threads may use it; a program keeps one for its whole life.</summary>
[DebuggerDisplay("{_connection.BaseAddress}")]
[UnsupportedOSPlatform("browser")]
public sealed class SeedanceClient : ISeedanceClient, IDisposable, IAsyncDisposable
{
    private readonly SeedanceConnection _connection;
    private readonly ApiTransport _api;
    private readonly PollScheduler _scheduler;
    private readonly CreditGuard _credits;

    /// <summary>Creates a client with the key from <c>SEEDANCE_API_KEY</c>.</summary>
    /// <exception cref="SeedanceConfigurationException">There is no key, or an option has a value that is not accepted.</exception>
    public SeedanceClient()
        : this(new SeedanceClientOptions())
    {
    }

    /// <summary>Creates a client with a key.</summary>
    /// <param name="apiKey">The API key, <c>sd2_live_…</c>.</param>
    /// <param name="options">All other options; their own key is ignored. Null takes the defaults.</param>
    /// <exception cref="SeedanceConfigurationException">The key is malformed, or an option has a value that is not accepted.</exception>
    public SeedanceClient(string apiKey, SeedanceClientOptions? options = null)
        : this(new SeedanceConnection(options ?? new SeedanceClientOptions(), apiKey ?? throw new ArgumentNullException(nameof(apiKey))))
    {
    }

    /// <summary>Creates a client with options.</summary>
    /// <param name="options">The options. From here on they are read-only.</param>
    /// <exception cref="SeedanceConfigurationException">There is no key, or an option has a value that is not accepted.</exception>
    public SeedanceClient(SeedanceClientOptions options)
        : this(new SeedanceConnection(options ?? throw new ArgumentNullException(nameof(options)), options.ApiKey))
    {
    }

    /// <summary>
    /// Not supported: the handlers inside an <see cref="HttpClient"/> could send a submission again, and each may be charged.
    /// </summary>
    /// <param name="httpClient">An HTTP client.</param>
    /// <exception cref="NotSupportedException">Always; the message names what to use in its place.</exception>
    [Obsolete(UnsupportedUse.NoHttpClient, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SeedanceClient(HttpMessageInvoker httpClient) => throw new NotSupportedException(UnsupportedUse.NoHttpClient);

    private SeedanceClient(SeedanceConnection connection)
    {
        _connection = connection;
        _credits = new CreditGuard(connection.Options.MaxCredits);
        _api = new ApiTransport(connection, _credits);
        _scheduler = new PollScheduler(connection.Options.TimeProvider, connection.Options.MaxPollsPerSecond);
    }

    /// <summary>
    /// Whether every operation that charges credits has an idempotency key: then the same submission with the same
    /// <see cref="CallOptions.IdempotencyKey"/> is charged once. The present API description has none.
    /// </summary>
    public static bool SubmissionsHaveIdempotencyKey { get; } =
        SeedanceOperations.All.Where(operation => operation.ChargesCredits).All(operation => operation.IdempotencyHeader is not null);

    /// <summary>The names of the headers that the API description has for webhooks. A verifier finds them in the request.</summary>
    public static IReadOnlyList<string> WebhookHeaders => SeedanceOperations.WebhookHeaders;

    /// <summary>The names of the webhook headers that every webhook has. A webhook without one of them is not genuine.</summary>
    public static IReadOnlyList<string> RequiredWebhookHeaders => SeedanceOperations.RequiredWebhookHeaders;

    /// <inheritdoc/>
    public WaitOptions WaitDefaults => _connection.Options.WaitDefaults;

    /// <inheritdoc/>
    public bool ReceivesWebhooks { get; set; }

    /// <inheritdoc/>
    public SeedanceApi Api => _api;

    /// <inheritdoc/>
    public long CreditsCharged => _credits.Charged;

    internal SeedanceConnection Connection => _connection;

    private ClientTelemetry Telemetry => _connection.Telemetry;

    private JobWaiter Waiter => new(this, _scheduler, _connection.Options.Random, Telemetry);

    /// <inheritdoc/>
    public Task<GenerationJob> SubmitAsync(VideoGenerationRequest request, CancellationToken cancellationToken = default) =>
        SubmitAsync(request, options: null, cancellationToken);

    /// <inheritdoc/>
    public async Task<GenerationJob> SubmitAsync(
        VideoGenerationRequest request, CallOptions? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var (call, responseType) = JobRequests.Submit(request);
        var (accepted, submission) = await _api.ChargeAsync(
            call, _api.CallOf(call, options), responseType, cancellationToken).ConfigureAwait(false);
        return new GenerationJob(this, accepted, request) { Submission = submission };
    }

    /// <inheritdoc/>
    public async Task<VideoGeneration> GenerateAsync(
        VideoGenerationRequest request,
        WaitOptions? options = null,
        IProgress<VideoGeneration>? progress = null,
        CancellationToken cancellationToken = default)
    {
        // Checked before the submission, so that no job is charged for a wait that cannot begin.
        options = ValueRules.Checked(options, WaitDefaults);
        var job = await SubmitAsync(request, cancellationToken).ConfigureAwait(false);
        return await job.WaitAsync(options, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<GenerationOutcome> GenerateManyAsync(
        IEnumerable<VideoGenerationRequest> requests,
        int maxConcurrency,
        WaitOptions? options = null,
        IProgress<GenerationJob>? submitted = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrency, 1);
        options = ValueRules.Checked(options, WaitDefaults);
        return new BatchGenerator(this, options) { Submitted = submitted }.RunAsync(requests, maxConcurrency, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<GenerationOutcome> GenerateManyAsync(
        IEnumerable<VideoGenerationRequest> requests,
        int maxConcurrency,
        IProgress<BatchProgress> progress,
        WaitOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrency, 1);
        options = ValueRules.Checked(options, WaitDefaults);
        return new BatchGenerator(this, options) { Progress = progress }.RunAsync(requests, maxConcurrency, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<GenerationOutcome> GenerateManyAsync(
        IAsyncEnumerable<VideoGenerationRequest> requests,
        int maxConcurrency,
        IProgress<BatchProgress>? progress = null,
        WaitOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrency, 1);
        options = ValueRules.Checked(options, WaitDefaults);
        return new BatchGenerator(this, options) { Progress = progress }.RunAsync(requests, maxConcurrency, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<VideoGeneration> GetAsync(string requestId, CancellationToken cancellationToken = default) =>
        _api.SendAsync(JobRequests.Read(requestId), cancellationToken);

    /// <inheritdoc/>
    public Task<VideoGenerationCancelled> CancelAsync(string requestId, CancellationToken cancellationToken = default) =>
        _api.SendAsync(JobRequests.Cancel(requestId), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonElement>> ListModelsAsync(CancellationToken cancellationToken = default)
    {
        if (JobRequests.Models() is not { } call)
        {
            throw new NotSupportedException(
                "The API description has no operation that lists the models without parameters (x-job: models). "
                + $"Call the operation that you need by {nameof(SeedanceClient)}.{nameof(Api)}.");
        }

        object list = await _api.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return ((IModelFacts)list).Models;
    }

    /// <inheritdoc/>
    public Task<VideoGeneration> WaitAsync(
        string requestId,
        WaitOptions? options = null,
        IProgress<VideoGeneration>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requestId);
        return Waiter.WaitAsync(requestId, ValueRules.Checked(options, WaitDefaults), progress, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<VideoGeneration> WatchAsync(
        string requestId, WaitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requestId);
        return Waiter.WatchAsync(requestId, ValueRules.Checked(options, WaitDefaults), cancellationToken);
    }

    /// <inheritdoc/>
    public void PollNow(string requestId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requestId);
        _scheduler.Wake(requestId);
    }

    /// <inheritdoc/>
    public Task<long> DownloadAsync(
        VideoGeneration generation, string path, DownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(generation);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options = ValueRules.Checked(options ?? new DownloadOptions());
        var downloader = new VideoDownloader(this, _connection);
        return Telemetry.DownloadAsync(
            generation.Facts().Id!, () => downloader.DownloadAsync(generation, path, options, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<long> DownloadAsync(
        VideoGeneration generation, Stream destination, DownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(generation);
        ArgumentNullException.ThrowIfNull(destination);
        options = ValueRules.Checked(options ?? new DownloadOptions());
        var downloader = new VideoDownloader(this, _connection);
        return Telemetry.DownloadAsync(
            generation.Facts().Id!, () => downloader.DownloadAsync(generation, destination, options, cancellationToken));
    }

    /// <inheritdoc/>
    public GenerationJob GetJob(string requestId) => new(this, requestId);

    /// <summary>
    /// Closes the connections that this client opened. A wait that is under way throws an <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        _scheduler.Dispose();
        _connection.Dispose();
    }

    /// <summary>Closes the connections that this client opened.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The address of the service, never the key.</summary>
    public override string ToString() => $"{nameof(SeedanceClient)} {{ {_connection.BaseAddress} }}";
}
