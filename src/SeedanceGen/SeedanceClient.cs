using System.Diagnostics;
using System.Text.Json;
using SeedanceGen.Configuration;
using SeedanceGen.Downloads;
using SeedanceGen.Http;
using SeedanceGen.Jobs;
using SeedanceGen.Telemetry;

namespace SeedanceGen;

/// <summary>The client of the Seedance 2.0 Open API. Safe for use by many threads; keep one for the life of the program.</summary>
[DebuggerDisplay("{_connection.BaseAddress}")]
public sealed class SeedanceClient : ISeedanceClient, IDisposable, IAsyncDisposable
{
    private static readonly DownloadOptions DefaultDownload = new();

    private readonly SeedanceConnection _connection;
    private readonly SeedanceRawClient _api;
    private readonly PollScheduler _scheduler;
    private readonly JobWaiter _waiter;
    private readonly CreditGuard _credits;
    private readonly VideoDownloader _downloader;
    private readonly ClientTelemetry _telemetry;

    /// <summary>A client with the key from <c>SEEDANCE_API_KEY</c>.</summary>
    /// <exception cref="SeedanceConfigurationException">There is no key, or it or the base address is not usable.</exception>
    public SeedanceClient()
        : this(new SeedanceClientOptions())
    {
    }

    /// <summary>A client with this key.</summary>
    /// <param name="apiKey">The API key, <c>sd2_live_…</c>.</param>
    /// <param name="options">Everything else; its own key is ignored.</param>
    /// <exception cref="SeedanceConfigurationException">The key or the base address is not usable.</exception>
    public SeedanceClient(string apiKey, SeedanceClientOptions? options = null)
        : this(new SeedanceConnection(options ?? new SeedanceClientOptions(), apiKey ?? throw new ArgumentNullException(nameof(apiKey))))
    {
    }

    /// <summary>A client with these options.</summary>
    /// <param name="options">How to reach the service.</param>
    /// <exception cref="SeedanceConfigurationException">There is no key, or it or the base address is not usable.</exception>
    public SeedanceClient(SeedanceClientOptions options)
        : this(new SeedanceConnection(options ?? throw new ArgumentNullException(nameof(options)), options.ApiKey))
    {
    }

    private SeedanceClient(SeedanceConnection connection)
    {
        _connection = connection;
        _telemetry = connection.Telemetry;
        _api = new SeedanceRawClient(new ApiTransport(connection));
        var options = connection.Options;
        _scheduler = new PollScheduler(options.TimeProvider, options.MaxPollsPerSecond);
        _waiter = new JobWaiter(new JobPollContext(this, _scheduler, options.TimeProvider, options.Random, connection.Telemetry));
        _credits = new CreditGuard(options.MaxCredits);
        _downloader = new VideoDownloader(this, connection);
    }

    /// <inheritdoc/>
    public WaitOptions WaitDefaults => _connection.Options.WaitDefaults;

    /// <inheritdoc/>
    public long CreditsCharged => _credits.Charged;

    /// <inheritdoc/>
    public async Task<GenerationJob> SubmitAsync(VideoGenerationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        if (request.Validate() is { Count: > 0 } violations)
            throw new SeedanceValidationException(violations);

        await _credits.EnterAsync(cancellationToken).ConfigureAwait(false);
        JobSubmission? submission = null;
        try
        {
            submission = _telemetry.BeginSubmission(request);
            var accepted = await _api.SubmitVideoGenerationAsync(request, cancellationToken).ConfigureAwait(false);
            _credits.Add(accepted.CreditsCharged);
            _telemetry.Submitted(submission, request, accepted);
            return new GenerationJob(this, accepted, request) { Submission = submission };
        }
        catch (Exception exception)
        {
            if (exception is SubmissionOutcomeUnknownException or { InnerException: SubmissionOutcomeUnknownException })
                _credits.AddUncertain();
            _telemetry.SubmissionFailed(submission, request, exception);
            throw;
        }
        finally
        {
            _credits.Leave();
        }
    }

    /// <inheritdoc/>
    public async Task<VideoGeneration> GenerateAsync(
        VideoGenerationRequest request,
        WaitOptions? options = null,
        IProgress<VideoGeneration>? progress = null,
        CancellationToken cancellationToken = default)
    {
        // Before the submission: what is wrong with the wait is not to be found out when the job is paid for.
        options = CallOptions.Checked(options, WaitDefaults);
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
        return new BatchGenerator(this).RunAsync(requests, maxConcurrency, CallOptions.Checked(options, WaitDefaults), submitted, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<VideoGeneration> GetAsync(string requestId, CancellationToken cancellationToken = default) =>
        _api.GetVideoGenerationAsync(requestId, cancellationToken);

    /// <inheritdoc/>
    public Task<VideoGenerationCancelled> CancelAsync(string requestId, CancellationToken cancellationToken = default) =>
        _api.CancelVideoGenerationAsync(requestId, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonElement>> ListModelsAsync(CancellationToken cancellationToken = default) =>
        (await _api.ListModelsAsync(cancellationToken).ConfigureAwait(false)).Data;

    /// <inheritdoc/>
    public Task<VideoGeneration> WaitAsync(
        string requestId,
        WaitOptions? options = null,
        IProgress<VideoGeneration>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requestId);
        return _waiter.WaitAsync(requestId, CallOptions.Checked(options, WaitDefaults), progress, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<VideoGeneration> WatchAsync(
        string requestId, WaitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requestId);
        return _waiter.WatchAsync(requestId, CallOptions.Checked(options, WaitDefaults), cancellationToken);
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
        var how = CallOptions.Checked(options ?? DefaultDownload);
        return _telemetry.DownloadAsync(
            generation.RequestId, () => _downloader.DownloadAsync(generation, path, how, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<long> DownloadAsync(
        VideoGeneration generation, Stream destination, DownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(generation);
        ArgumentNullException.ThrowIfNull(destination);
        var how = CallOptions.Checked(options ?? DefaultDownload);
        return _telemetry.DownloadAsync(
            generation.RequestId, () => _downloader.DownloadAsync(generation, destination, how, cancellationToken));
    }

    /// <inheritdoc/>
    public GenerationJob GetJob(string requestId) => new(this, requestId);

    /// <summary>Closes the connections that this client opened.</summary>
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
