namespace SeedanceGen;

/// <summary>
/// The calls of <see cref="ISeedanceClient"/> with a token alone. They throw what the calls with options throw, and a substitute of the
/// client receives those.
/// </summary>
public static class SeedanceClientExtensions
{
    /// <summary>Submits a job and waits until it is finished, with <see cref="ISeedanceClient.WaitDefaults"/>.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">The request. It is validated before anything is sent.</param>
    /// <param name="cancellationToken">
    /// Cancels the call. <see cref="WaitOptions.OnTimeoutOrCancel"/> says what happens to a submitted job.
    /// </param>
    /// <returns>The finished job.</returns>
    public static Task<VideoGeneration> GenerateAsync(
        this ISeedanceClient client, VideoGenerationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.GenerateAsync(request, options: null, progress: null, cancellationToken);
    }

    /// <summary>Waits until a job is finished, with <see cref="ISeedanceClient.WaitDefaults"/>.</summary>
    /// <param name="client">The client.</param>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <param name="cancellationToken">Ends the wait; <see cref="WaitOptions.OnTimeoutOrCancel"/> says what happens to the job.</param>
    /// <returns>The finished job.</returns>
    public static Task<VideoGeneration> WaitAsync(this ISeedanceClient client, string requestId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.WaitAsync(requestId, options: null, progress: null, cancellationToken);
    }

    /// <summary>Polls a job until it is finished, with <see cref="ISeedanceClient.WaitDefaults"/>.</summary>
    /// <param name="client">The client.</param>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <param name="cancellationToken">Ends the watch; <see cref="WaitOptions.OnTimeoutOrCancel"/> says what happens to the job.</param>
    /// <returns>The job, once for each change.</returns>
    public static IAsyncEnumerable<VideoGeneration> WatchAsync(
        this ISeedanceClient client, string requestId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.WatchAsync(requestId, options: null, cancellationToken);
    }

    /// <summary>Downloads the video of a finished job to a file, with the defaults.</summary>
    /// <param name="client">The client.</param>
    /// <param name="generation">The finished job.</param>
    /// <param name="path">The path of the file. An existing file is replaced; the folder must exist.</param>
    /// <param name="cancellationToken">Cancels the download; no part of the file stays.</param>
    /// <returns>The size of the video in bytes.</returns>
    public static Task<long> DownloadAsync(
        this ISeedanceClient client, VideoGeneration generation, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.DownloadAsync(generation, path, options: null, cancellationToken);
    }

    /// <summary>Downloads the video of a finished job to a stream, with the defaults.</summary>
    /// <param name="client">The client.</param>
    /// <param name="generation">The finished job.</param>
    /// <param name="destination">The stream. It is flushed and stays open.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <returns>The size of the video in bytes.</returns>
    public static Task<long> DownloadAsync(
        this ISeedanceClient client, VideoGeneration generation, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.DownloadAsync(generation, destination, options: null, cancellationToken);
    }
}
