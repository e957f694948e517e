namespace SeedanceGen.AspNetCore;

/// <summary>Handles the end of a job. Each delivery resolves the handler from its own service scope.</summary>
public interface ISeedanceWebhookHandler
{
    /// <summary>Handles a job that has ended.</summary>
    /// <param name="generation">The job as the API reports it, never the content of the webhook: succeeded, failed or cancelled.</param>
    /// <param name="reference">The reference that the webhook's URL was made with.</param>
    /// <param name="cancellationToken">
    /// Canceled when the handler takes longer than <see cref="SeedanceWebhookOptions.HandlerTimeout"/>, and when the application stops and
    /// its shutdown time is over.
    /// </param>
    /// <returns>
    /// Completes when the delivery is done. After an exception or the timeout, the same job is delivered again, to another handler. A
    /// handler that ignores its token may still be running by then.
    /// </returns>
    Task HandleAsync(VideoGeneration generation, string reference, CancellationToken cancellationToken);
}
