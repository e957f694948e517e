namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>The handler of the application's one endpoint. One, because a URL says by its token which reference it is for, not which endpoint.</summary>
internal sealed class WebhookSubscription
{
    private WebhookCallback? _callback;

    public WebhookCallback Callback => _callback ?? throw new InvalidOperationException("No webhook endpoint is mapped.");

    public void Set(WebhookCallback callback)
    {
        if (Interlocked.CompareExchange(ref _callback, callback, null) is not null)
            throw new InvalidOperationException("The webhook endpoint is mapped already; tell jobs apart by their references.");
    }
}
