namespace SeedanceGen.Testing;

/// <summary>Credits that the mock took for one accepted job.</summary>
/// <param name="RequestId">The job that was charged.</param>
/// <param name="Credits">The price in credits.</param>
/// <param name="Timestamp">When the job was accepted, by the server's <see cref="TimeProvider"/>.</param>
public sealed record CreditCharge(string RequestId, int Credits, DateTimeOffset Timestamp);
