using Microsoft.Extensions.Options;

namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>
/// Remembers the latest deliveries of this process. It never forgets a claimed delivery; the capacity of the queue bounds their number.
/// </summary>
internal sealed class InMemoryWebhookDeliveryStore(IOptions<SeedanceWebhookOptions> options) : IWebhookDeliveryStore
{
    private readonly int _capacity = options.Value.RememberedDeliveries;
    private readonly object _gate = new();
    private readonly HashSet<WebhookDeliveryKey> _known = [];
    private readonly Queue<WebhookDeliveryKey> _completed = new();

    public ValueTask<bool> TryClaimAsync(WebhookDeliveryKey key, CancellationToken cancellationToken)
    {
        lock (_gate)
            return new(_known.Add(key));
    }

    public ValueTask CompleteAsync(WebhookDeliveryKey key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _completed.Enqueue(key);
            while (_completed.Count > _capacity)
                _known.Remove(_completed.Dequeue());
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ReleaseAsync(WebhookDeliveryKey key, CancellationToken cancellationToken)
    {
        lock (_gate)
            _known.Remove(key);

        return ValueTask.CompletedTask;
    }
}
