using System.Text.Json;

namespace SeedanceGen;

/// <summary>The Seedance 2.0 Open API: makes videos from text and images.</summary>
public interface ISeedanceClient
{
    /// <summary>How waits go, unless the call says otherwise; see <see cref="SeedanceClientOptions.WaitDefaults"/>.</summary>
    WaitOptions WaitDefaults { get; }

    /// <summary>What the service charged for the jobs that this client submitted, in credits.</summary>
    long CreditsCharged { get; }

    /// <summary>Submits a job. It is charged when the service accepts it (page "Text to video").</summary>
    /// <param name="request">What to make; validated before anything is sent.</param>
    /// <param name="cancellationToken">Cancels the call. A submission that was already on its way may have been accepted.</param>
    /// <returns>The job, with its id and what it costs.</returns>
    /// <exception cref="SeedanceValidationException">The request breaks a documented rule; nothing was sent.</exception>
    /// <exception cref="CreditLimitExceededException">The client was charged as much as it may be; nothing was sent.</exception>
    /// <exception cref="SubmissionOutcomeUnknownException">It is not known whether the service accepted the job.</exception>
    /// <exception cref="SeedanceApiException">The service refused the request.</exception>
    /// <exception cref="SeedanceConnectionException">The service was not reached; nothing was submitted.</exception>
    Task<GenerationJob> SubmitAsync(VideoGenerationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Submits a job and waits until it is finished.</summary>
    /// <param name="request">What to make; validated before anything is sent.</param>
    /// <param name="options">How to wait; the client's own <see cref="SeedanceClientOptions.WaitDefaults"/> when null.</param>
    /// <param name="progress">Told of the job each time it was read.</param>
    /// <param name="cancellationToken">Cancels the call; a submitted job goes on.</param>
    /// <returns>The finished job, with the link to its video.</returns>
    /// <exception cref="GenerationException">The job failed or was cancelled.</exception>
    /// <exception cref="GenerationTimeoutException">The wait ended before the job did.</exception>
    /// <exception cref="SeedanceConfigurationException">A value of the options is not accepted; nothing was sent.</exception>
    Task<VideoGeneration> GenerateAsync(
        VideoGenerationRequest request,
        WaitOptions? options = null,
        IProgress<VideoGeneration>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Submits many requests and waits for them, yielding each as it ends. When the service asks one call to slow down, all of the
    /// client's calls do.
    /// </summary>
    /// <param name="requests">What to make; taken one by one, as there is room for them.</param>
    /// <param name="maxConcurrency">How many jobs may be under way at a time; at least 1.</param>
    /// <param name="options">How to wait; the client's own <see cref="WaitDefaults"/> when null.</param>
    /// <param name="submitted">Told of each job as soon as it is accepted, so that its id can be kept.</param>
    /// <param name="cancellationToken">
    /// Stops submitting and ends the waits. What was under way is still yielded, with its job and the cancellation as its error; then the
    /// enumeration ends with an <see cref="OperationCanceledException"/>.
    /// </param>
    /// <returns>One outcome for each request that was begun; a failure is an outcome too, with its request.</returns>
    /// <exception cref="SeedanceConfigurationException">A value of the options is not accepted; nothing was sent.</exception>
    IAsyncEnumerable<GenerationOutcome> GenerateManyAsync(
        IEnumerable<VideoGenerationRequest> requests,
        int maxConcurrency,
        WaitOptions? options = null,
        IProgress<GenerationJob>? submitted = null,
        CancellationToken cancellationToken = default);

    /// <summary>Reads a job.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SeedanceApiException">The service answered with an error.</exception>
    /// <exception cref="SeedanceConnectionException">No usable answer came.</exception>
    Task<VideoGeneration> GetAsync(string requestId, CancellationToken cancellationToken = default);

    /// <summary>Cancels a queued or processing job (page "Text to video").</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SeedanceApiException">The service answered with an error.</exception>
    /// <exception cref="SeedanceConnectionException">No usable answer came.</exception>
    Task<VideoGenerationCancelled> CancelAsync(string requestId, CancellationToken cancellationToken = default);

    /// <summary>Lists the available models. The shape of an element is not documented, so each is a JSON object as it came.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SeedanceApiException">The service answered with an error.</exception>
    /// <exception cref="SeedanceConnectionException">No usable answer came.</exception>
    Task<IReadOnlyList<JsonElement>> ListModelsAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits until a job is finished.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <param name="options">How to wait; the client's own <see cref="SeedanceClientOptions.WaitDefaults"/> when null.</param>
    /// <param name="progress">Told of the job each time it was read.</param>
    /// <param name="cancellationToken">Ends the wait; the job goes on.</param>
    /// <returns>The finished job, with the link to its video.</returns>
    /// <exception cref="GenerationException">The job failed or was cancelled.</exception>
    /// <exception cref="GenerationTimeoutException">The wait ended before the job did.</exception>
    /// <exception cref="SeedanceConfigurationException">A value of the options is not accepted; nothing was sent.</exception>
    Task<VideoGeneration> WaitAsync(
        string requestId,
        WaitOptions? options = null,
        IProgress<VideoGeneration>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Reads a job until it is finished, and yields it each time that something of it changed.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <param name="options">How to wait; the client's own <see cref="SeedanceClientOptions.WaitDefaults"/> when null.</param>
    /// <param name="cancellationToken">Ends the watch; the job goes on.</param>
    /// <returns>The job, once for each change; the last item is the finished job, whether it succeeded or not.</returns>
    /// <exception cref="GenerationTimeoutException">The time was up before the job was finished.</exception>
    /// <exception cref="SeedanceConfigurationException">A value of the options is not accepted; nothing was sent.</exception>
    IAsyncEnumerable<VideoGeneration> WatchAsync(string requestId, WaitOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Makes every wait and watch for a job read it now instead of at its next poll; a webhook's receiver calls it.</summary>
    /// <param name="requestId">The id of the job.</param>
    void PollNow(string requestId);

    /// <summary>
    /// Downloads the video of a finished job to a file, which appears under its name only when it is whole. A transfer that breaks off is
    /// taken up where it broke; an expired link is renewed once by reading the job again. The API key is not sent to the link's host.
    /// </summary>
    /// <param name="generation">The finished job.</param>
    /// <param name="path">Where the file is to be; an existing file is replaced, the folder has to exist.</param>
    /// <param name="options">A size limit, a report of progress.</param>
    /// <param name="cancellationToken">Cancels the download; nothing is left behind.</param>
    /// <returns>The size of the video in bytes.</returns>
    /// <exception cref="SeedanceConnectionException">The video could not be read to its end, is too large, or what the link serves is no video.</exception>
    /// <exception cref="VideoUnavailableException">The job has no video: it has not succeeded, or has no usable link.</exception>
    /// <exception cref="SeedanceConfigurationException">An option has a value that is not accepted; nothing was sent.</exception>
    Task<long> DownloadAsync(
        VideoGeneration generation, string path, DownloadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Downloads the video of a finished job to a stream, each byte once.</summary>
    /// <param name="generation">The finished job.</param>
    /// <param name="destination">What is written to; it is flushed and left open.</param>
    /// <param name="options">A size limit, a report of progress.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <returns>The size of the video in bytes.</returns>
    /// <exception cref="SeedanceConnectionException">The video could not be read to its end, is too large, or what the link serves is no video.</exception>
    /// <exception cref="VideoUnavailableException">The job has no video: it has not succeeded, or has no usable link.</exception>
    /// <exception cref="SeedanceConfigurationException">An option has a value that is not accepted; nothing was sent.</exception>
    Task<long> DownloadAsync(
        VideoGeneration generation, Stream destination, DownloadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>A job that was submitted earlier, by its id; nothing is sent.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    GenerationJob GetJob(string requestId);
}
