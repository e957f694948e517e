namespace SeedanceGen.Durable;

/// <summary>
/// The application's part in the end of a job. Each call resolves the handler from its own service scope. A call is repeated when it throws
/// and when its worker is killed: each is made at least once, so make them idempotent by the job's key.
/// </summary>
public interface IVideoHandler
{
    /// <summary>The video is made and stored.</summary>
    /// <param name="video">The job, and its video as a stream.</param>
    /// <param name="cancellationToken">Canceled when the worker stops.</param>
    Task CompletedAsync(FinishedVideo video, CancellationToken cancellationToken);

    /// <summary>There will be no video: the service refused the request, or the job failed or was canceled.</summary>
    /// <param name="job">The job; <see cref="VideoJob.Error"/> says why.</param>
    /// <param name="cancellationToken">Canceled when the worker stops.</param>
    Task FailedAsync(VideoJob job, CancellationToken cancellationToken);

    /// <summary>
    /// It is not known whether the submission was accepted. The default does nothing. The job may still end by its webhook.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Canceled when the worker stops.</param>
    Task OutcomeUnknownAsync(VideoJob job, CancellationToken cancellationToken) => Task.CompletedTask;
}
