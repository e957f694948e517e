namespace SeedanceGen.AspNetCore;

/// <summary>Whether a webhook is genuine. The default value rejects.</summary>
public readonly record struct WebhookVerificationResult
{
    private WebhookVerificationResult(bool isAccepted, string? reason) => (IsAccepted, Reason) = (isAccepted, reason);

    /// <summary>The webhook is genuine.</summary>
    public static WebhookVerificationResult Accepted { get; } = new(isAccepted: true, reason: null);

    /// <summary>Whether the webhook is genuine.</summary>
    public bool IsAccepted { get; }

    /// <summary>Why the webhook is not genuine, for the log; the sender does not get it. Null when the webhook is genuine.</summary>
    public string? Reason { get; }

    /// <summary>The webhook is not genuine.</summary>
    /// <param name="reason">Why, for the log. It must contain no secret, no signature and no text that the sender chose.</param>
    public static WebhookVerificationResult Rejected(string reason) => new(isAccepted: false, reason);
}
