namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>A delivery from its first webhook until it is settled. Every member belongs to the queue's lock.</summary>
internal sealed class PendingDelivery(WebhookDeliveryKey key)
{
    public WebhookDeliveryKey Key { get; } = key;

    public PendingState State { get; set; }

    public int Attempts { get; set; }

    /// <summary>Another webhook came while a worker was at it: what that worker read may be older than the webhook.</summary>
    public bool RangAgain { get; set; }

    public ITimer? Retry { get; set; }
}
