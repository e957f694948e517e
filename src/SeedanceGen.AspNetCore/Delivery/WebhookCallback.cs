namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>What a delivery calls; the services are those of its own scope.</summary>
internal delegate Task WebhookCallback(
    IServiceProvider services, VideoGeneration generation, string reference, CancellationToken cancellationToken);
