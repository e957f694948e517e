namespace SeedanceGen.Testing;

/// <summary>
/// How much of the past a mock keeps. What it counts (<c>SeedanceMock.Counts</c>, the sum of the credits, the number of charges) stays
/// exact, and the requests that a kept violation names are kept too.
/// </summary>
public sealed record MockRetention
{
    private const int StandaloneCount = 10_000;
    private const long StandaloneBytes = 64 * 1024 * 1024;

    /// <summary>Everything is kept until the mock ends or is reset: the default, for tests.</summary>
    public static MockRetention Everything { get; } = new();

    /// <summary>
    /// The default of a standalone mock, which may run for months: the newest 10,000 of each kind, with 64 MiB of bodies at most.
    /// </summary>
    public static MockRetention Standalone { get; } = new() { Count = StandaloneCount, Bytes = StandaloneBytes };

    /// <summary>
    /// How many of the newest requests, jobs, charges, webhook attempts and violations are kept, of each kind so many; at least 1; null,
    /// the default, for all. Jobs that have ended are forgotten first; an unfinished one only when there is no other, and then it never
    /// ends.
    /// </summary>
    public int? Count { get; init; }

    /// <summary>
    /// For how long requests, jobs, charges and webhook attempts are kept, on the server's clock; more than zero; null, the default, for
    /// ever. Unfinished jobs and violations are kept. What is too old is forgotten when the next of its kind comes.
    /// </summary>
    public TimeSpan? Age { get; init; }

    /// <summary>How many bytes the kept bodies of one kind have at most; at least 1; null, the default, for any number.</summary>
    public long? Bytes { get; init; }

    /// <summary>Whether everything is kept.</summary>
    internal bool IsUnlimited => Count is null && Age is null && Bytes is null;

    /// <exception cref="ArgumentOutOfRangeException">A bound is not more than zero.</exception>
    internal void EnsureUsable()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Count ?? 1, 1, nameof(Count));
        ArgumentOutOfRangeException.ThrowIfLessThan(Bytes ?? 1, 1, nameof(Bytes));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Age ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(Age));
    }

    /// <summary>Whether the oldest of several has to go.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="bytes">How many bytes their bodies have.</param>
    /// <param name="oldest">When the oldest one was.</param>
    /// <param name="now">The time of the newest one.</param>
    internal bool IsExceeded(int count, long bytes, DateTimeOffset oldest, DateTimeOffset now) =>
        count > Count || (bytes > Bytes && count > 1) || (Age is { } age && now - oldest > age);
}
