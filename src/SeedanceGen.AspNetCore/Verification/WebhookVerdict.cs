namespace SeedanceGen.AspNetCore;

/// <summary>Whether a webhook is genuine. The default value rejects.</summary>
public readonly record struct WebhookVerdict
{
    private WebhookVerdict(bool isAccepted, string? reason) => (IsAccepted, Reason) = (isAccepted, reason);

    /// <summary>The webhook is genuine.</summary>
    public static WebhookVerdict Accepted { get; } = new(isAccepted: true, reason: null);

    /// <summary>Whether the webhook is genuine.</summary>
    public bool IsAccepted { get; }

    /// <summary>Why it is not, for the log; the sender is not told. Null when it is genuine.</summary>
    public string? Reason { get; }

    /// <summary>The webhook is not genuine.</summary>
    /// <param name="reason">Why, for the log: no secret, no signature, nothing that the sender chose.</param>
    public static WebhookVerdict Rejected(string reason) => new(isAccepted: false, reason);
}
