namespace SeedanceGen.Testing;

/// <summary>One webhook: what the mock sent when a job had ended, or why it did not.</summary>
/// <param name="RequestId">The job that ended.</param>
/// <param name="Url">Where its webhook was to go.</param>
/// <param name="Timestamp">When the attempt ended, by the server's <see cref="TimeProvider"/>.</param>
/// <param name="Body">The final result, as JSON.</param>
/// <param name="StatusCode">The HTTP status code of the receiver; null when nothing was answered.</param>
/// <param name="Problem">Why it was not delivered; null when the receiver answered.</param>
public sealed record WebhookDelivery(
    string RequestId, Uri Url, DateTimeOffset Timestamp, string Body, int? StatusCode, string? Problem)
{
    /// <summary>Whether the receiver took it with a 2xx status code.</summary>
    public bool IsDelivered => StatusCode is >= 200 and < 300;
}
