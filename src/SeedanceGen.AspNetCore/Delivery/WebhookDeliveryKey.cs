namespace SeedanceGen.AspNetCore;

/// <summary>
/// What is delivered once: the end of one job under one reference. The reference is part of it, so that the holder of one URL who names
/// the job of another cannot use that job's delivery up.
/// </summary>
/// <param name="RequestId">The id of the job.</param>
/// <param name="Reference">The reference that the webhook's URL was made with.</param>
public readonly record struct WebhookDeliveryKey(string RequestId, string Reference);
