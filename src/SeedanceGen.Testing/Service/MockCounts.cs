namespace SeedanceGen.Testing;

/// <summary>What a mock has counted since its start or its last reset, kept or not; see <see cref="MockRetention"/>.</summary>
/// <param name="Requests">The requests that it received.</param>
/// <param name="Jobs">The jobs that it accepted or began with.</param>
/// <param name="Webhooks">The attempts to deliver a webhook, with those that were dropped or withheld.</param>
/// <param name="Violations">What it found wrong, and what would be wrong if the test ended now.</param>
public sealed record MockCounts(long Requests, long Jobs, long Webhooks, long Violations);
