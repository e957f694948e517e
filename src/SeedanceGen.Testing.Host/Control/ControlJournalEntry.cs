namespace SeedanceGen.Testing.Host.Control;

/// <summary>One request that the mock received.</summary>
internal sealed record ControlJournalEntry(
    int Number,
    DateTimeOffset Timestamp,
    string? Operation,
    string? RequestId,
    string Method,
    string Path,
    int StatusCode,
    string? JobStatus,
    double? RetryAfterSeconds,
    string Delivery,
    string? Loss,
    string? Fault,
    string Credential,
    bool KeyLeaked,
    string Body);
