namespace SeedanceGen;

/// <summary>The options of one call.</summary>
public sealed record CallOptions
{
    /// <summary>
    /// How long the call may take with all its attempts and the pauses between them. Null, the default, takes
    /// <see cref="SeedanceClientOptions.TotalTimeout"/>. An attempt takes at most <see cref="SeedanceClientOptions.AttemptTimeout"/> of it.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Headers to send beside those of the operation. The key, the host and what describes the body cannot be set here. A header of the
    /// client that is named, such as <c>Accept</c>, is replaced.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>
    /// The idempotency key of the call, for an operation that has one. Null, the default, makes a new key for each call; all attempts of
    /// the call send the same. A program that keeps its own key can repeat a call whose outcome is unknown.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The timeout and the names of the headers, never their values.</summary>
    public override string ToString() =>
        $"{nameof(CallOptions)} {{ {nameof(Timeout)} = {Timeout}, {nameof(Headers)} = {string.Join(", ", Headers?.Keys ?? [])} }}";
}
