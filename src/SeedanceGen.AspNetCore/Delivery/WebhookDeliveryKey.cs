namespace SeedanceGen.AspNetCore;

/// <summary>
/// Identifies a delivery: the end of one job under one reference. The reference is part of the key, so that the holder of one URL cannot
/// use up the delivery of another URL's job.
/// </summary>
/// <param name="RequestId">The id of the job.</param>
/// <param name="Reference">The reference that the webhook's URL was made with.</param>
public readonly record struct WebhookDeliveryKey(string RequestId, string Reference);
