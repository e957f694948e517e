namespace SeedanceGen.AspNetCore;

/// <summary>
/// Remembers what was delivered, so that repetitions are absorbed. The default remembers in memory, until the process ends. A shared one
/// (a table with the key as its primary key) also absorbs repetitions that reach different machines, or come after a restart.
/// </summary>
/// <remarks>
/// A claim that is neither completed nor released belonged to a process that crashed. A shared store lets it expire, later than a handler
/// takes at most; then a repetition delivers again. Delivery is at least once: a crash between the handler's end and
/// <see cref="CompleteAsync"/> delivers again, too, so a handler is best idempotent.
/// </remarks>
public interface IWebhookDeliveryStore
{
    /// <summary>Takes a delivery, atomically.</summary>
    /// <param name="key">The delivery.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>True for exactly one caller; false when it is delivered or another is at it.</returns>
    ValueTask<bool> TryClaimAsync(WebhookDeliveryKey key, CancellationToken cancellationToken);

    /// <summary>Marks a claimed delivery as done.</summary>
    /// <param name="key">The delivery.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask CompleteAsync(WebhookDeliveryKey key, CancellationToken cancellationToken);

    /// <summary>Gives a claimed delivery back: nothing was delivered, and a repetition may try again.</summary>
    /// <param name="key">The delivery.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask ReleaseAsync(WebhookDeliveryKey key, CancellationToken cancellationToken);
}
