namespace SeedanceGen.Durable;

/// <summary>
/// The application's code for the end of a job. The worker resolves the handler from a new service scope for each call. A call is repeated
/// when it throws and when its worker is killed. So it may be made more than once: make it idempotent by the job's key.
/// </summary>
public interface IVideoHandler
{
    /// <summary>The video is made and stored.</summary>
    /// <param name="video">The job, and its video as a stream.</param>
    /// <param name="cancellationToken">Canceled when the worker stops.</param>
    Task CompletedAsync(FinishedVideo video, CancellationToken cancellationToken);

    /// <summary>There will be no video: the service rejected the request, or the job failed or was canceled.</summary>
    /// <param name="job">The job; <see cref="VideoJob.Error"/> says why.</param>
    /// <param name="cancellationToken">Canceled when the worker stops.</param>
    Task FailedAsync(VideoJob job, CancellationToken cancellationToken);

    /// <summary>
    /// It is not known whether the service accepted the submission. The default does nothing. When a webhook or a person resolves the
    /// outcome, the worker calls the handler again at the end of the job.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Canceled when the worker stops.</param>
    Task OutcomeUnknownAsync(VideoJob job, CancellationToken cancellationToken) => Task.CompletedTask;
}
