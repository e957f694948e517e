using System.Diagnostics;
using System.Runtime.CompilerServices;
using SeedanceGen.Telemetry;
using SeedanceGen.Texts;

namespace SeedanceGen;

/// <summary>The handle of a submitted job. It has the job's id and the job as it was last read.</summary>
[DebuggerDisplay("{Id}: {Status}")]
public sealed class GenerationJob
{
    private readonly ISeedanceClient _client;
    private VideoGeneration? _latest;

    /// <summary>The handle of a job that was submitted earlier. Nothing is sent.</summary>
    /// <param name="client">The client that reads it.</param>
    /// <param name="id">The id that the submission returned.</param>
    public GenerationJob(ISeedanceClient client, string id)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        _client = client;
        Id = id;
    }

    /// <summary>The handle of a job that was just accepted.</summary>
    /// <param name="client">The client that reads it.</param>
    /// <param name="accepted">The response to its submission.</param>
    /// <param name="request">The submitted request; null when it is not known.</param>
    public GenerationJob(ISeedanceClient client, VideoGenerationAccepted accepted, VideoGenerationRequest? request = null)
        : this(client, accepted?.Facts().Id!)
    {
        Accepted = accepted;
        Request = request;
    }

    /// <summary>The id of the job. A program that keeps it finds the job again.</summary>
    public string Id { get; }

    /// <summary>The response to the submission; null for a job that was found by its id.</summary>
    public VideoGenerationAccepted? Accepted { get; }

    /// <summary>The submitted request; null for a job that was found by its id.</summary>
    public VideoGenerationRequest? Request { get; }

    /// <summary>The price of the job in credits; null when the job was found by its id or the service did not say.</summary>
    public int? CreditsCharged => Accepted?.Facts().Credits is { } credits ? (int)Math.Min(credits, int.MaxValue) : null;

    /// <summary>The start of the job; null when no listener of telemetry was there at the submission.</summary>
    internal JobSubmission? Submission { get; init; }

    /// <summary>The job as it was last read; null before the first read.</summary>
    public VideoGeneration? Latest => Volatile.Read(ref _latest);

    /// <summary>The last known status; null when none is known yet.</summary>
    public GenerationStatus? Status => Latest?.Facts().Status ?? Accepted?.Facts().Status;

    /// <summary>Reads the job and keeps it as <see cref="Latest"/>. Throws what <see cref="ISeedanceClient.GetAsync"/> throws.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<VideoGeneration> RefreshAsync(CancellationToken cancellationToken = default) =>
        Keep(await _client.GetAsync(Id, cancellationToken).ConfigureAwait(false));

    /// <summary>Waits until the job is finished.</summary>
    /// <param name="progress">Receives the job after each read.</param>
    /// <param name="cancellationToken">Ends the wait; <see cref="WaitOptions.OnTimeoutOrCancel"/> says what happens to the job.</param>
    /// <returns>
    /// The finished job, with the link to its video. When the link did not come within <see cref="WaitOptions.LinkTimeout"/>, it has none.
    /// </returns>
    /// <exception cref="GenerationException">The job failed or was canceled.</exception>
    /// <exception cref="GenerationTimeoutException">The wait timed out before the job was finished.</exception>
    /// <exception cref="GenerationUnreadableException">The responses did not say where the job stands; the job goes on.</exception>
    /// <exception cref="GenerationWaitCanceledException">The token canceled the wait.</exception>
    public Task<VideoGeneration> WaitAsync(IProgress<VideoGeneration>? progress = null, CancellationToken cancellationToken = default) =>
        WaitAsync(options: null, progress, cancellationToken);

    /// <summary>
    /// Waits until the job is finished, with <see cref="ISeedanceClient.WaitDefaults"/>. Throws what the other overloads throw.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; <see cref="WaitOptions.OnTimeoutOrCancel"/> says what happens to the job.</param>
    /// <returns>The finished job.</returns>
    public Task<VideoGeneration> WaitAsync(CancellationToken cancellationToken) =>
        WaitAsync(options: null, progress: null, cancellationToken);

    /// <summary>Waits until the job is finished.</summary>
    /// <param name="options">The options of the wait; null takes <see cref="ISeedanceClient.WaitDefaults"/>.</param>
    /// <param name="progress">Receives the job after each read.</param>
    /// <param name="cancellationToken">Ends the wait; <see cref="WaitOptions.OnTimeoutOrCancel"/> says what happens to the job.</param>
    /// <returns>
    /// The finished job, with the link to its video. When the link did not come within <see cref="WaitOptions.LinkTimeout"/>, it has none.
    /// </returns>
    /// <exception cref="GenerationException">The job failed or was canceled.</exception>
    /// <exception cref="GenerationTimeoutException">The wait timed out before the job was finished.</exception>
    /// <exception cref="GenerationUnreadableException">The responses did not say where the job stands; the job goes on.</exception>
    /// <exception cref="GenerationWaitCanceledException">The token canceled the wait.</exception>
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

    /// <summary>
    /// Polls the job until it is finished, and yields it after each change. Throws what <see cref="ISeedanceClient.WatchAsync"/> throws.
    /// </summary>
    /// <param name="options">The options of the wait; null takes <see cref="ISeedanceClient.WaitDefaults"/>.</param>
    /// <param name="cancellationToken">Ends the watch; <see cref="WaitOptions.OnTimeoutOrCancel"/> says what happens to the job.</param>
    /// <returns>The job, once for each change. The last item is the finished job, whether it succeeded or not.</returns>
    public async IAsyncEnumerable<VideoGeneration> WatchAsync(
        WaitOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var generation in _client.WatchAsync(Id, ForThisJob(options), cancellationToken).ConfigureAwait(false))
            yield return Keep(generation);
    }

    /// <summary>Polls the job as the other overload does, with <see cref="ISeedanceClient.WaitDefaults"/>.</summary>
    /// <param name="cancellationToken">Ends the watch; <see cref="WaitOptions.OnTimeoutOrCancel"/> says what happens to the job.</param>
    /// <returns>The job, once for each change.</returns>
    public IAsyncEnumerable<VideoGeneration> WatchAsync(CancellationToken cancellationToken) =>
        WatchAsync(options: null, cancellationToken);

    /// <summary>
    /// Cancels the job when it is queued or processing (page "Text to video"). Throws what <see cref="ISeedanceClient.CancelAsync"/>
    /// throws.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<VideoGenerationCancelled> CancelAsync(CancellationToken cancellationToken = default) =>
        _client.CancelAsync(Id, cancellationToken);

    /// <summary>Downloads the job's video to a file. Reads the job first when its video is not known yet.</summary>
    /// <param name="path">The path of the file. An existing file is replaced; the folder must exist.</param>
    /// <param name="cancellationToken">Cancels the download; no part of the file stays.</param>
    /// <returns>The size of the video in bytes.</returns>
    /// <exception cref="SeedanceConnectionException">
    /// The video could not be read to its end, is too large, or the link serves no video.
    /// </exception>
    /// <exception cref="VideoUnavailableException">The job has no video: it has not succeeded, or has no usable link.</exception>
    /// <exception cref="IOException">The path cannot be that of a file, or its folder does not exist.</exception>
    public Task<long> DownloadAsync(string path, CancellationToken cancellationToken = default) =>
        DownloadAsync(path, options: null, cancellationToken);

    /// <summary>Downloads the job's video to a file. Reads the job first when its video is not known yet.</summary>
    /// <param name="path">The path of the file. An existing file is replaced; the folder must exist.</param>
    /// <param name="options">The options of the download; null takes the defaults.</param>
    /// <param name="cancellationToken">Cancels the download; no part of the file stays.</param>
    /// <returns>The size of the video in bytes.</returns>
    /// <exception cref="SeedanceConnectionException">
    /// The video could not be read to its end, is too large, or the link serves no video.
    /// </exception>
    /// <exception cref="VideoUnavailableException">The job has no video: it has not succeeded, or has no usable link.</exception>
    /// <exception cref="IOException">The path cannot be that of a file, or its folder does not exist.</exception>
    public async Task<long> DownloadAsync(string path, DownloadOptions? options, CancellationToken cancellationToken = default) =>
        await _client.DownloadAsync(await FinishedAsync(cancellationToken).ConfigureAwait(false), path, options, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Downloads the job's video to a stream, each byte once. Reads the job first when its video is not known yet.</summary>
    /// <param name="destination">The stream. It is flushed and stays open.</param>
    /// <param name="options">The options of the download; null takes the defaults.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <returns>The size of the video in bytes.</returns>
    /// <exception cref="SeedanceConnectionException">
    /// The video could not be read to its end, is too large, or the link serves no video.
    /// </exception>
    /// <exception cref="VideoUnavailableException">The job has no video: it has not succeeded, or has no usable link.</exception>
    public async Task<long> DownloadAsync(
        Stream destination, DownloadOptions? options = null, CancellationToken cancellationToken = default) =>
        await _client.DownloadAsync(await FinishedAsync(cancellationToken).ConfigureAwait(false), destination, options, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Downloads the job's video to a stream, each byte once. Reads the job first when its video is not known yet.</summary>
    /// <param name="destination">The stream. It is flushed and stays open.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <returns>The size of the video in bytes.</returns>
    /// <exception cref="SeedanceConnectionException">
    /// The video could not be read to its end, is too large, or the link serves no video.
    /// </exception>
    /// <exception cref="VideoUnavailableException">The job has no video: it has not succeeded, or has no usable link.</exception>
    public Task<long> DownloadAsync(Stream destination, CancellationToken cancellationToken) =>
        DownloadAsync(destination, options: null, cancellationToken);

    /// <summary>The id and the last known status.</summary>
    public override string ToString() => $"{Id}: {Status?.Value ?? "not read yet"}";

    private async ValueTask<VideoGeneration> FinishedAsync(CancellationToken cancellationToken) =>
        Latest is { } latest && latest.Facts().Link is not null ? latest : await RefreshAsync(cancellationToken).ConfigureAwait(false);

    private WaitOptions ForThisJob(WaitOptions? options)
    {
        // A substitute of the client may have no defaults.
        options ??= _client.WaitDefaults ?? new WaitOptions();
        if (Submission is not null)
            options = options with { Submission = Submission };
        if (Accepted is not null)
            options = options with { AcceptedStatus = Accepted.Facts().Status };
        // A description without the mark of a webhook gives a request without the interface, so the type is asked at run time.
        var asksForWebhook = (object?)Request is IJobRequest { Webhook: not null };
        return options.ExpectWebhook is null && asksForWebhook && _client.ReceivesWebhooks
            ? options with { ExpectWebhook = true }
            : options;
    }

    /// <exception cref="InvalidOperationException">There is no job: the client is a substitute without a result.</exception>
    private VideoGeneration Keep(VideoGeneration? read)
    {
        if (read is null)
        {
            throw new InvalidOperationException(
                $"The client returned null in place of the job {OutsideText.Label(Id)}. Tell the substitute of "
                + $"{nameof(ISeedanceClient)} what {nameof(ISeedanceClient.WaitAsync)}, {nameof(ISeedanceClient.GetAsync)} or "
                + $"{nameof(ISeedanceClient.WatchAsync)} returns; {nameof(SeedanceModelFactory)} makes jobs.");
        }

        Volatile.Write(ref _latest, read);
        return read;
    }

    /// <summary>Keeps the job that a wait reads, then reports it.</summary>
    private sealed class Keeper(GenerationJob job, IProgress<VideoGeneration>? next) : IProgress<VideoGeneration>
    {
        public void Report(VideoGeneration value)
        {
            job.Keep(value);
            next?.Report(value);
        }
    }
}
