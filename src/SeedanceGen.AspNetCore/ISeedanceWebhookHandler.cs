namespace SeedanceGen.AspNetCore;

/// <summary>What the application does when a job has ended. Resolved from a scope of its own for each delivery.</summary>
public interface ISeedanceWebhookHandler
{
    /// <summary>Takes a job that has ended.</summary>
    /// <param name="generation">The job as the API itself reports it, never what the webhook said: succeeded, failed or cancelled.</param>
    /// <param name="reference">The reference that the webhook's URL was made with.</param>
    /// <param name="cancellationToken">Canceled when the application stops and its time for that is up.</param>
    /// <returns>Completes when the delivery is done. When it throws, the same job is delivered again.</returns>
    Task HandleAsync(VideoGeneration generation, string reference, CancellationToken cancellationToken);
}
