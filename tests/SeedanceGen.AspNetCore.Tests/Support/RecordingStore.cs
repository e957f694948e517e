using System.Collections.Concurrent;

namespace SeedanceGen.AspNetCore.Tests.Support;

/// <summary>An application's own store: answers claims as told, and keeps what it was told.</summary>
internal sealed class RecordingStore(Func<WebhookDeliveryKey, bool> claim) : IWebhookDeliveryStore
{
    public ConcurrentQueue<WebhookDeliveryKey> Completed { get; } = new();

    public ConcurrentQueue<WebhookDeliveryKey> Released { get; } = new();

    public ValueTask<bool> TryClaimAsync(WebhookDeliveryKey key, CancellationToken cancellationToken) => new(claim(key));

    public ValueTask CompleteAsync(WebhookDeliveryKey key, CancellationToken cancellationToken)
    {
        Completed.Enqueue(key);
        return ValueTask.CompletedTask;
    }

    public ValueTask ReleaseAsync(WebhookDeliveryKey key, CancellationToken cancellationToken)
    {
        Released.Enqueue(key);
        return ValueTask.CompletedTask;
    }
}
