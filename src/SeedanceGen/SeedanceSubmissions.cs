namespace SeedanceGen;

/// <summary>What the API description says about submissions.</summary>
public static class SeedanceSubmissions
{
    /// <summary>
    /// Whether every operation that charges credits has an idempotency key: then the same submission with the same
    /// <see cref="CallOptions.IdempotencyKey"/> is charged once. The present description has none.
    /// </summary>
    public static bool HaveIdempotencyKey { get; } =
        SeedanceOperations.All.Where(operation => operation.ChargesCredits).All(operation => operation.IdempotencyHeader is not null);
}
