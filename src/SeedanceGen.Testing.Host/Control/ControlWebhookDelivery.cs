namespace SeedanceGen.Testing.Host.Control;

/// <summary>One attempt to deliver a webhook.</summary>
internal sealed record ControlWebhookDelivery(
    string RequestId,
    string Url,
    string Kind,
    int Attempt,
    DateTimeOffset SentAt,
    DateTimeOffset Timestamp,
    string Outcome,
    int? StatusCode,
    string? Problem,
    string Body);
