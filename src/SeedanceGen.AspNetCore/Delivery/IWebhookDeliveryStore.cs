namespace SeedanceGen.AspNetCore;

/// <summary>
/// Remembers the deliveries, so that a repeated webhook has no effect. The default store keeps them in memory until the process ends. A
/// shared store (a table with the key as its primary key) also recognizes repetitions on another machine or after a restart.
/// </summary>
/// <remarks>
/// A crash of the process leaves a claim that is neither completed nor released. A shared store lets such a claim expire after the longest
/// time that a handler can take; a repetition then delivers again. Delivery is at least once: after a crash between the end of the handler
/// and <see cref="CompleteAsync"/>, a repetition delivers again too. So make the handler idempotent.
/// </remarks>
public interface IWebhookDeliveryStore
{
    /// <summary>Claims a delivery, atomically.</summary>
    /// <param name="key">The delivery.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>True for exactly one caller; false when the delivery is complete or another caller has claimed it.</returns>
    ValueTask<bool> TryClaimAsync(WebhookDeliveryKey key, CancellationToken cancellationToken);

    /// <summary>Marks a claimed delivery as complete.</summary>
    /// <param name="key">The delivery.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask CompleteAsync(WebhookDeliveryKey key, CancellationToken cancellationToken);

    /// <summary>Releases a claimed delivery: nothing was delivered, and the next attempt can claim it.</summary>
    /// <param name="key">The delivery.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask ReleaseAsync(WebhookDeliveryKey key, CancellationToken cancellationToken);
}
