using System.Diagnostics;
using System.Runtime.CompilerServices;

using SeedanceGen.Telemetry;

namespace SeedanceGen;

/// <summary>A submitted job: a handle that knows the job's id and what was last read of it.</summary>
[DebuggerDisplay("{Id}: {Status}")]
public sealed class GenerationJob
{
    private readonly ISeedanceClient _client;
    private VideoGeneration? _latest;

    /// <summary>A job that was submitted earlier; nothing is sent.</summary>
    /// <param name="client">The client that reads it.</param>
    /// <param name="id">The id that the submission returned.</param>
    public GenerationJob(ISeedanceClient client, string id)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        _client = client;
        Id = id;
    }

    /// <summary>A job that was just accepted.</summary>
    /// <param name="client">The client that reads it.</param>
    /// <param name="accepted">The answer to its submission.</param>
    /// <param name="request">What was submitted.</param>
    public GenerationJob(ISeedanceClient client, VideoGenerationAccepted accepted, VideoGenerationRequest? request = null)
        : this(client, accepted?.RequestId!)
    {
        Accepted = accepted;
        Request = request;
    }

    /// <summary>The id of the job; keep it to find the job again.</summary>
    public string Id { get; }

    /// <summary>The answer to the submission; null for a job that was found by its id.</summary>
    public VideoGenerationAccepted? Accepted { get; }

    /// <summary>What was submitted; null for a job that was found by its id.</summary>
    public VideoGenerationRequest? Request { get; }

    /// <summary>The price of the job in credits; null when the job was found by its id or the service did not say.</summary>
    public int? CreditsCharged => Accepted?.CreditsCharged;

    /// <summary>The beginning of the job, when it was submitted while somebody listened.</summary>
    internal JobSubmission? Submission { get; init; }

    /// <summary>What was last read of the job; null until it was read once.</summary>
    public VideoGeneration? Latest => Volatile.Read(ref _latest);

    /// <summary>The last known status; null when nothing is known yet.</summary>
    public GenerationStatus? Status => Latest?.Status ?? Accepted?.Status;

    /// <summary>Reads the job.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<VideoGeneration> RefreshAsync(CancellationToken cancellationToken = default) =>
        Keep(await _client.GetAsync(Id, cancellationToken).ConfigureAwait(false));

    /// <summary>Waits until the job is finished.</summary>
    /// <param name="progress">Told of the job each time it was read.</param>
    /// <param name="cancellationToken">Ends the wait; the job goes on.</param>
    /// <returns>The finished job, with the link to its video.</returns>
    /// <exception cref="GenerationException">The job failed or was cancelled.</exception>
    /// <exception cref="GenerationTimeoutException">The wait ended before the job did.</exception>
    public Task<VideoGeneration> WaitAsync(IProgress<VideoGeneration>? progress = null, CancellationToken cancellationToken = default) =>
        WaitAsync(options: null, progress, cancellationToken);

    /// <summary>Waits until the job is finished.</summary>
    /// <param name="options">How to wait; the client's own when null.</param>
    /// <param name="progress">Told of the job each time it was read.</param>
    /// <param name="cancellationToken">Ends the wait; the job goes on.</param>
    /// <returns>The finished job, with the link to its video.</returns>
    /// <exception cref="GenerationException">The job failed or was cancelled.</exception>
    /// <exception cref="GenerationTimeoutException">The wait ended before the job did.</exception>
    public async Task<VideoGeneration> WaitAsync(
        WaitOptions? options, IProgress<VideoGeneration>? progress = null, CancellationToken cancellationToken = default)
    {
        options = ForThisJob(options);
        try
        {
            return Keep(await _client.WaitAsync(Id, options, new Keeper(this, progress), cancellationToken).ConfigureAwait(false));
        }
        catch (GenerationException ended)
        {
            Keep(ended.Generation);
            throw;
        }
    }

    /// <summary>Reads the job until it is finished, and yields it each time that something of it changed.</summary>
    /// <param name="options">How to wait; the client's own when null.</param>
    /// <param name="cancellationToken">Ends the watch; the job goes on.</param>
    /// <returns>The job, once for each change; the last item is the finished job, whether it succeeded or not.</returns>
    public async IAsyncEnumerable<VideoGeneration> WatchAsync(
        WaitOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var generation in _client.WatchAsync(Id, ForThisJob(options), cancellationToken).ConfigureAwait(false))
            yield return Keep(generation);
    }

    /// <summary>Cancels the job when it is queued or processing (page "Text to video").</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<VideoGenerationCancelled> CancelAsync(CancellationToken cancellationToken = default) =>
        _client.CancelAsync(Id, cancellationToken);

    /// <summary>Downloads the job's video to a file; reads the job first when it is not known to have succeeded.</summary>
    /// <param name="path">Where the file is to be; an existing file is replaced, the folder has to exist.</param>
    /// <param name="cancellationToken">Cancels the download; nothing is left behind.</param>
    /// <returns>The size of the video in bytes.</returns>
    public Task<long> DownloadAsync(string path, CancellationToken cancellationToken = default) =>
        DownloadAsync(path, options: null, cancellationToken);

    /// <summary>Downloads the job's video to a file; reads the job first when it is not known to have succeeded.</summary>
    /// <param name="path">Where the file is to be; an existing file is replaced, the folder has to exist.</param>
    /// <param name="options">A size limit, a report of progress.</param>
    /// <param name="cancellationToken">Cancels the download; nothing is left behind.</param>
    /// <returns>The size of the video in bytes.</returns>
    public async Task<long> DownloadAsync(string path, DownloadOptions? options, CancellationToken cancellationToken = default) =>
        await _client.DownloadAsync(await FinishedAsync(cancellationToken).ConfigureAwait(false), path, options, cancellationToken).ConfigureAwait(false);

    /// <summary>Downloads the job's video to a stream, each byte once; reads the job first when it is not known to have succeeded.</summary>
    /// <param name="destination">What is written to; it is flushed and left open.</param>
    /// <param name="options">A size limit, a report of progress.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <returns>The size of the video in bytes.</returns>
    public async Task<long> DownloadAsync(Stream destination, DownloadOptions? options = null, CancellationToken cancellationToken = default) =>
        await _client.DownloadAsync(await FinishedAsync(cancellationToken).ConfigureAwait(false), destination, options, cancellationToken).ConfigureAwait(false);

    /// <summary>The id and the last known status.</summary>
    public override string ToString() => $"{Id}: {Status?.Value ?? "not read yet"}";

    private async ValueTask<VideoGeneration> FinishedAsync(CancellationToken cancellationToken) =>
        Latest is { Output.Url: not null } latest ? latest : await RefreshAsync(cancellationToken).ConfigureAwait(false);

    private WaitOptions ForThisJob(WaitOptions? options)
    {
        options ??= _client.WaitDefaults;
        if (Submission is not null)
            options = options with { Submission = Submission };
        return options.ExpectWebhook is null && Request?.WebhookUrl is not null ? options with { ExpectWebhook = true } : options;
    }

    private VideoGeneration Keep(VideoGeneration read)
    {
        Volatile.Write(ref _latest, read);
        return read;
    }

    /// <summary>Keeps what a wait reads, then passes it on.</summary>
    private sealed class Keeper(GenerationJob job, IProgress<VideoGeneration>? next) : IProgress<VideoGeneration>
    {
        public void Report(VideoGeneration value)
        {
            job.Keep(value);
            next?.Report(value);
        }
    }
}
