namespace SeedanceGen.Testing;

/// <summary>A job entered a status.</summary>
/// <param name="Status">The status that was entered.</param>
/// <param name="Timestamp">When, by the server's <see cref="TimeProvider"/>.</param>
public sealed record JobTransition(GenerationStatus Status, DateTimeOffset Timestamp);
