using System.Text.Json;
using SeedanceGen.Jobs;

namespace SeedanceGen;

/// <summary>A client of the Seedance 2.0 Open API, which makes videos from text and images.</summary>
public interface ISeedanceClient
{
    /// <summary>
    /// The options of every wait that is called without options of its own; see <see cref="SeedanceClientOptions.WaitDefaults"/>.
    /// </summary>
    WaitOptions WaitDefaults { get; }

    /// <summary>The credits that the service charged for the jobs that this client submitted.</summary>
    long CreditsCharged { get; }

    /// <summary>
    /// Whether this process receives the webhooks of this client's jobs, and calls <see cref="PollNow"/> for each. A wait for a job that
    /// was submitted with a webhook then polls seldom (<see cref="WaitOptions.WebhookPollInterval"/>). False, the default, polls as without
    /// a webhook. <c>MapSeedanceWebhook</c> of SeedanceGen.AspNetCore sets it when the application has started; a receiver of your own sets
    /// it itself. An implementation of your own that does not store the value polls as without a webhook.
    /// </summary>
    bool ReceivesWebhooks
    {
        get => false;
        set => _ = value;
    }

    /// <summary>
    /// A method for each operation of the API description, with the retries, limits and errors of this client. The credits that the service
    /// charges for them count in <see cref="CreditsCharged"/>.
    /// </summary>
    /// <exception cref="NotSupportedException">This implementation, such as a test double, does not offer them.</exception>
    SeedanceApi Api => throw new NotSupportedException("This client does not offer the single operations of the API.");

    /// <summary>Submits a job. The service charges the job when it accepts it (page "Text to video").</summary>
    /// <param name="request">The request. It is validated before anything is sent.</param>
    /// <param name="cancellationToken">Cancels the call. A submission that was already sent may have been accepted.</param>
    /// <returns>The job, with its id and its price.</returns>
    /// <exception cref="SeedanceValidationException">The request breaks a documented rule; nothing was sent.</exception>
    /// <exception cref="CreditLimitExceededException">
    /// The client reached <see cref="SeedanceClientOptions.MaxCredits"/>; nothing was sent.
    /// </exception>
    /// <exception cref="SubmissionOutcomeUnknownException">It is not known whether the service accepted the job.</exception>
    /// <exception cref="SeedanceApiException">The service rejected the request.</exception>
    /// <exception cref="SeedanceConnectionException">The service was not reached; nothing was submitted.</exception>
    Task<GenerationJob> SubmitAsync(VideoGenerationRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Submits a job as <see cref="SubmitAsync(VideoGenerationRequest, CancellationToken)"/> does, with options of its own.
    /// </summary>
    /// <param name="request">The request. It is validated before anything is sent.</param>
    /// <param name="options">The options of the call; null takes those of the client.</param>
    /// <param name="cancellationToken">Cancels the call. A submission that was already sent may have been accepted.</param>
    /// <returns>The job, with its id and its price.</returns>
    /// <exception cref="SeedanceConfigurationException">A value of the options is not accepted; nothing was sent.</exception>
    async Task<GenerationJob> SubmitAsync(
        VideoGenerationRequest request, CallOptions? options, CancellationToken cancellationToken = default) => options is null
        ? await SubmitAsync(request, cancellationToken).ConfigureAwait(false)
        : new GenerationJob(
            this,
            await Api.SubmitVideoGenerationAsync(request, options: options, cancellationToken: cancellationToken).ConfigureAwait(false),
            request);

    /// <summary>
    /// Submits a job and waits until it is finished. Throws what
    /// <see cref="SubmitAsync(VideoGenerationRequest, CancellationToken)"/> and
    /// <see cref="WaitAsync(string, WaitOptions?, IProgress{VideoGeneration}?, CancellationToken)"/> throw.
    /// </summary>
    /// <param name="request">The request. It is validated before anything is sent.</param>
    /// <param name="options">The options of the wait; null takes <see cref="WaitDefaults"/>.</param>
    /// <param name="progress">Receives the job after each read.</param>
    /// <param name="cancellationToken">
    /// Cancels the call. <see cref="WaitOptions.OnTimeoutOrCancel"/> says what happens to a submitted job.
    /// </param>
    /// <returns>
    /// The finished job, with the link to its video. When the link did not come within <see cref="WaitOptions.LinkTimeout"/>, it has none.
    /// </returns>
    /// <exception cref="GenerationException">The job failed or was canceled.</exception>
    /// <exception cref="GenerationTimeoutException">The wait timed out before the job was finished.</exception>
    /// <exception cref="GenerationUnreadableException">The responses did not say where the job stands; the job goes on.</exception>
    /// <exception cref="GenerationWaitCanceledException">The token canceled the wait.</exception>
    /// <exception cref="SeedanceConfigurationException">A value of the options is not accepted; nothing was sent.</exception>
    Task<VideoGeneration> GenerateAsync(
        VideoGenerationRequest request,
        WaitOptions? options = null,
        IProgress<VideoGeneration>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Submits many requests, waits for their jobs, and yields each outcome when it is known. When the service asks one call to slow
    /// down, all calls of the client slow down.
    /// </summary>
    /// <param name="requests">The requests. They are enumerated one by one, when a job may begin.</param>
    /// <param name="maxConcurrency">The highest number of jobs at a time; at least 1.</param>
    /// <param name="options">The options of the waits; null takes <see cref="WaitDefaults"/>.</param>
    /// <param name="submitted">Receives each job when it is accepted, so that a program can keep its id.</param>
    /// <param name="cancellationToken">
    /// Stops submitting and ends the waits. Each job that was under way is still yielded, with the cancellation as its error. Then the
    /// enumeration throws an <see cref="OperationCanceledException"/>.
    /// </param>
    /// <returns>One outcome for each request that was begun. A failure is an outcome too.</returns>
    /// <exception cref="SeedanceConfigurationException">A value of the options is not accepted; nothing was sent.</exception>
    IAsyncEnumerable<GenerationOutcome> GenerateManyAsync(
        IEnumerable<VideoGenerationRequest> requests,
        int maxConcurrency,
        WaitOptions? options = null,
        IProgress<GenerationJob>? submitted = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Submits many requests, waits for their jobs, and yields each outcome when it is known, with a report of each change.
    /// </summary>
    /// <param name="requests">The requests. They are enumerated one by one, when a job may begin.</param>
    /// <param name="maxConcurrency">The highest number of jobs at a time; at least 1.</param>
    /// <param name="progress">
    /// Receives the position of each request that is accepted, changes or ends, with the totals. It is called for one change at a time.
    /// </param>
    /// <param name="options">The options of the waits; null takes <see cref="WaitDefaults"/>.</param>
    /// <param name="cancellationToken">
    /// Stops submitting and ends the waits. Each job that was under way is still yielded, with the cancellation as its error. Then the
    /// enumeration throws an <see cref="OperationCanceledException"/>.
    /// </param>
    /// <returns>One outcome for each request that was begun. A failure is an outcome too.</returns>
    /// <exception cref="SeedanceConfigurationException">A value of the options is not accepted; nothing was sent.</exception>
    IAsyncEnumerable<GenerationOutcome> GenerateManyAsync(
        IEnumerable<VideoGenerationRequest> requests,
        int maxConcurrency,
        IProgress<BatchProgress> progress,
        WaitOptions? options = null,
        CancellationToken cancellationToken = default) =>
        new BatchGenerator(this, options) { Progress = progress }.RunAsync(requests, maxConcurrency, cancellationToken);

    /// <summary>
    /// Submits many requests that come one by one, such as from a queue, waits for their jobs, and yields each outcome when it is known.
    /// </summary>
    /// <param name="requests">The requests. The next one is asked for when a job may begin.</param>
    /// <param name="maxConcurrency">The highest number of jobs at a time; at least 1.</param>
    /// <param name="progress">
    /// Receives the position of each request that is accepted, changes or ends, with the totals. It is called for one change at a time.
    /// </param>
    /// <param name="options">The options of the waits; null takes <see cref="WaitDefaults"/>.</param>
    /// <param name="cancellationToken">
    /// Stops submitting and ends the waits. Each job that was under way is still yielded, with the cancellation as its error. Then the
    /// enumeration throws an <see cref="OperationCanceledException"/>.
    /// </param>
    /// <returns>One outcome for each request that was begun. A failure is an outcome too.</returns>
    /// <exception cref="SeedanceConfigurationException">A value of the options is not accepted; nothing was sent.</exception>
    IAsyncEnumerable<GenerationOutcome> GenerateManyAsync(
        IAsyncEnumerable<VideoGenerationRequest> requests,
        int maxConcurrency,
        IProgress<BatchProgress>? progress = null,
        WaitOptions? options = null,
        CancellationToken cancellationToken = default) =>
        new BatchGenerator(this, options) { Progress = progress }.RunAsync(requests, maxConcurrency, cancellationToken);

    /// <summary>Reads a job.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SeedanceApiException">The service responded with an error.</exception>
    /// <exception cref="SeedanceConnectionException">No usable response came.</exception>
    Task<VideoGeneration> GetAsync(string requestId, CancellationToken cancellationToken = default);

    /// <summary>Cancels a queued or processing job (page "Text to video").</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SeedanceApiException">The service responded with an error.</exception>
    /// <exception cref="SeedanceConnectionException">No usable response came.</exception>
    Task<VideoGenerationCancelled> CancelAsync(string requestId, CancellationToken cancellationToken = default);

    /// <summary>Lists the available models. The shape of an element is not documented, so each is a JSON object as it came.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SeedanceApiException">The service responded with an error.</exception>
    /// <exception cref="SeedanceConnectionException">No usable response came.</exception>
    /// <exception cref="NotSupportedException">The API description has no such operation, or one that needs a parameter.</exception>
    Task<IReadOnlyList<JsonElement>> ListModelsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until a job is finished. A response that says nothing of the job does not end the wait: see
    /// <see cref="WaitOptions.MaxUnusablePolls"/>.
    /// </summary>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <param name="options">The options of the wait; null takes <see cref="WaitDefaults"/>.</param>
    /// <param name="progress">Receives the job after each read.</param>
    /// <param name="cancellationToken">Ends the wait; <see cref="WaitOptions.OnTimeoutOrCancel"/> says what happens to the job.</param>
    /// <returns>
    /// The finished job, with the link to its video. When the link did not come within <see cref="WaitOptions.LinkTimeout"/>, it has none.
    /// </returns>
    /// <exception cref="GenerationException">The job failed or was canceled.</exception>
    /// <exception cref="GenerationTimeoutException">The wait timed out before the job was finished.</exception>
    /// <exception cref="SeedanceApiException">
    /// Only the id of the job is known, and the service rejected to read the job for longer than
    /// <see cref="WaitOptions.UnknownJobTimeout"/>, or rejected the API key.
    /// </exception>
    /// <exception cref="GenerationUnreadableException">The responses did not say where the job stands; the job goes on.</exception>
    /// <exception cref="GenerationWaitCanceledException">The token canceled the wait.</exception>
    /// <exception cref="SeedanceConfigurationException">A value of the options is not accepted; nothing was sent.</exception>
    Task<VideoGeneration> WaitAsync(
        string requestId,
        WaitOptions? options = null,
        IProgress<VideoGeneration>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Polls a job until it is finished, and yields it after each change.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <param name="options">The options of the wait; null takes <see cref="WaitDefaults"/>.</param>
    /// <param name="cancellationToken">Ends the watch; <see cref="WaitOptions.OnTimeoutOrCancel"/> says what happens to the job.</param>
    /// <returns>The job, once for each change. The last item is the finished job, whether it succeeded or not.</returns>
    /// <exception cref="GenerationTimeoutException">The watch timed out before the job was finished.</exception>
    /// <exception cref="SeedanceApiException">
    /// Only the id of the job is known, and the service rejected to read the job for longer than
    /// <see cref="WaitOptions.UnknownJobTimeout"/>, or rejected the API key.
    /// </exception>
    /// <exception cref="GenerationUnreadableException">The responses did not say where the job stands; the job goes on.</exception>
    /// <exception cref="GenerationWaitCanceledException">The token canceled the watch.</exception>
    /// <exception cref="SeedanceConfigurationException">A value of the options is not accepted; nothing was sent.</exception>
    IAsyncEnumerable<VideoGeneration> WatchAsync(
        string requestId, WaitOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Makes every wait and watch for a job read it now instead of at its next poll. A webhook receiver calls it.</summary>
    /// <param name="requestId">The id of the job.</param>
    void PollNow(string requestId);

    /// <summary>
    /// Downloads the video of a finished job to a file. The file appears under its name only when it is complete. A broken transfer is
    /// resumed. An expired link is renewed once by reading the job again. The API key is not sent to the link's host.
    /// </summary>
    /// <param name="generation">The finished job.</param>
    /// <param name="path">The path of the file. An existing file is replaced; the folder must exist.</param>
    /// <param name="options">The options of the download; null takes the defaults.</param>
    /// <param name="cancellationToken">Cancels the download; no part of the file stays.</param>
    /// <returns>The size of the video in bytes.</returns>
    /// <exception cref="SeedanceConnectionException">
    /// The video could not be read to its end, is too large, or the link serves no video.
    /// </exception>
    /// <exception cref="VideoUnavailableException">The job has no video: it has not succeeded, or has no usable link.</exception>
    /// <exception cref="IOException">The path cannot be that of a file, or its folder does not exist.</exception>
    /// <exception cref="SeedanceConfigurationException">A value of the options is not accepted; nothing was sent.</exception>
    Task<long> DownloadAsync(
        VideoGeneration generation, string path, DownloadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Downloads the video of a finished job to a stream, each byte once.</summary>
    /// <param name="generation">The finished job.</param>
    /// <param name="destination">The stream. It is flushed and stays open.</param>
    /// <param name="options">The options of the download; null takes the defaults.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <returns>The size of the video in bytes.</returns>
    /// <exception cref="SeedanceConnectionException">
    /// The video could not be read to its end, is too large, or the link serves no video.
    /// </exception>
    /// <exception cref="VideoUnavailableException">The job has no video: it has not succeeded, or has no usable link.</exception>
    /// <exception cref="SeedanceConfigurationException">A value of the options is not accepted; nothing was sent.</exception>
    Task<long> DownloadAsync(
        VideoGeneration generation, Stream destination, DownloadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The handle of a job that was submitted earlier. Nothing is sent.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    GenerationJob GetJob(string requestId);
}
