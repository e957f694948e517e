using System.Collections;
using System.Globalization;

namespace SeedanceGen.Testing;

/// <summary>
/// Requests of a journal, oldest first, to look at and to make assertions on; later requests do not change them. The message of a failed
/// assertion lists them. With a <see cref="MockRetention"/>, <c>ShouldHaveCount</c> also counts the requests that the mock forgot; every
/// other assertion sees only those that it keeps.
/// </summary>
public sealed class JournalEntries : IReadOnlyList<JournalEntry>
{
    private readonly IReadOnlyList<JournalEntry> _entries;

    internal JournalEntries(IReadOnlyList<JournalEntry> entries) => _entries = entries;

    /// <summary>How many there are, of those that the mock keeps.</summary>
    public int Count => _entries.Count;

    /// <summary>How many requests of each operation the mock forgot, by the name that <see cref="NameOf"/> gives the operation.</summary>
    internal IReadOnlyDictionary<string, int> Forgotten { get; init; } = new Dictionary<string, int>();

    /// <summary>Whether an unknown number of the requests that the mock forgot belongs to these.</summary>
    private bool MayMiss { get; init; }

    /// <summary>The entry at a place, from 0.</summary>
    /// <param name="index">The place.</param>
    public JournalEntry this[int index] => _entries[index];

    /// <summary>The entries for one operation.</summary>
    /// <param name="operation">The operation.</param>
    public JournalEntries Of(MockOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var forgotten = Forgotten.Where(pair => pair.Key == operation.Id).ToDictionary();
        return new([.. _entries.Where(entry => entry.Operation == operation)]) { Forgotten = forgotten, MayMiss = MayMiss };
    }

    /// <summary>The entries about one job, its submission and its video included.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    public JournalEntries ForJob(string requestId)
    {
        ArgumentNullException.ThrowIfNull(requestId);
        JournalEntry[] about = [.. _entries.Where(entry => entry.RequestId == requestId)];
        // Nothing was asked about a job before it was submitted.
        var isWhole = Forgotten.Count == 0 || (about.Length > 0 && about[0].OperationId == MockOperation.Submit.Id);
        return new(about) { MayMiss = MayMiss || !isWhole };
    }

    /// <summary>The entries that a condition holds for.</summary>
    /// <param name="condition">The condition.</param>
    public JournalEntries Where(Func<JournalEntry, bool> condition) =>
        new([.. _entries.Where(condition)]) { MayMiss = MayMiss || Forgotten.Count > 0 };

    /// <summary>Fails unless there are exactly so many.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The same entries, for the next expectation.</returns>
    /// <exception cref="SeedanceMockException">There are more or fewer, or the mock may have forgotten some of them.</exception>
    public JournalEntries ShouldHaveCount(int count) =>
        ShouldHaveCount(count, count, $"{count} requests were expected");

    /// <summary>Fails unless the number of requests lies within bounds.</summary>
    /// <param name="atLeast">The fewest.</param>
    /// <param name="atMost">The most.</param>
    /// <returns>The same entries, for the next expectation.</returns>
    /// <exception cref="SeedanceMockException">There are more or fewer, or the mock may have forgotten some of them.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atLeast"/> is more than <paramref name="atMost"/>.</exception>
    public JournalEntries ShouldHaveCount(int atLeast, int atMost)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(atLeast, atMost);
        return ShouldHaveCount(atLeast, atMost, $"{atLeast} to {atMost} requests were expected");
    }

    /// <summary>Fails unless exactly these operations were called, in this order.</summary>
    /// <param name="operations">The operations.</param>
    /// <returns>The same entries, for the next expectation.</returns>
    /// <exception cref="SeedanceMockException">Others were called, or in another order.</exception>
    public JournalEntries ShouldBeInOrder(params MockOperation[] operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        var actual = _entries.Select(entry => entry.Operation?.Id ?? entry.Method + " " + entry.Path);
        return Expect(
            _entries.Select(entry => entry.Operation).SequenceEqual(operations),
            $"The order {string.Join<MockOperation>(", ", operations)} was expected, and it is "
                + $"{(Count == 0 ? "empty" : string.Join(", ", actual))}");
    }

    /// <summary>Fails when two successive requests for the same operation and job, such as two polls, come closer than this.</summary>
    /// <param name="atLeast">The shortest time that is allowed from one to the next, on the server's clock.</param>
    /// <returns>The same entries, for the next expectation.</returns>
    /// <exception cref="SeedanceMockException">Two came closer.</exception>
    public JournalEntries ShouldBeSpacedBy(TimeSpan atLeast)
    {
        foreach (var series in _entries.GroupBy(entry => (entry.Operation, entry.RequestId)))
        {
            foreach (var (before, after) in series.Zip(series.Skip(1)))
            {
                var apart = after.Timestamp - before.Timestamp;
                Expect(
                    apart >= atLeast,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"At least {atLeast} was expected from one request to the next, "
                        + $"and #{after.Number} came {apart} after #{before.Number}"));
            }
        }

        return this;
    }

    /// <summary>
    /// Fails when a response among these asked to wait by <c>Retry-After</c>, and a later request among these came before that time was
    /// over. A request that was under way before that response does not count. Choose first what has to wait: <c>ForJob(id)</c>,
    /// <c>Of(operation)</c>, or all.
    /// </summary>
    /// <returns>The same entries, for the next expectation.</returns>
    /// <exception cref="SeedanceMockException">One came earlier.</exception>
    public JournalEntries ShouldHonourRetryAfter()
    {
        foreach (var asking in _entries.Where(Asks))
        {
            var allowed = asking.Timestamp + asking.RetryAfter!.Value;
            var early = _entries.FirstOrDefault(entry => entry.Follows(asking) && entry.Timestamp < allowed);
            Expect(
                early is null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"#{asking.Number} asked to wait for {asking.RetryAfter}, "
                    + $"and #{early?.Number} came {early?.Timestamp - asking.Timestamp} after it"));
        }

        return this;

        static bool Asks(JournalEntry entry) =>
            entry is { RetryAfter: not null, Delivery: ResponseDelivery.Delivered or ResponseDelivery.Replaced };
    }

    /// <summary>
    /// Fails when a job is read or canceled after a read has told the caller that the job had ended. A read that was under way at the same
    /// time does not count, nor does a response that was lost.
    /// </summary>
    /// <returns>The same entries, for the next expectation.</returns>
    /// <exception cref="SeedanceMockException">There was such a request.</exception>
    public JournalEntries ShouldStopAtTerminal()
    {
        var jobs = _entries.Where(entry => entry.RequestId is not null && entry.OperationId is not null).GroupBy(entry => entry.RequestId);
        foreach (var job in jobs)
        {
            var end = job.FirstOrDefault(entry =>
                entry is { JobStatus.IsTerminal: true, Delivery: ResponseDelivery.Delivered } && entry.OperationId == MockOperation.Get.Id);
            var late = end is null ? null : job.FirstOrDefault(entry => entry.Follows(end));
            Expect(
                late is null,
                $"Nothing more was expected about {job.Key} once #{end?.Number} had told that it was {end?.JobStatus}, "
                    + $"and #{late?.Number} came");
        }

        return this;
    }

    /// <summary>The name of an operation in <see cref="Forgotten"/>; empty for an unknown route.</summary>
    internal static string NameOf(bool isVideo, string? operationId) => isVideo ? MockOperation.DownloadVideo.Id : operationId ?? "";

    /// <inheritdoc/>
    public IEnumerator<JournalEntry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A line for each entry.</summary>
    public override string ToString() => string.Join(Environment.NewLine, _entries);

    /// <summary>A problem, and below it a line for each entry.</summary>
    internal string Describe(string problem) =>
        string.Concat([problem, Count == 0 ? "." : ":", .. _entries.Select(entry => Environment.NewLine + "  " + entry)]);

    private JournalEntries ShouldHaveCount(int atLeast, int atMost, string expected)
    {
        Expect(!MayMiss, $"{expected}, and the mock cannot tell: by its retention it has dropped requests that may be among them");
        var all = Count + Forgotten.Values.Sum();
        return Expect(
            all >= atLeast && all <= atMost,
            $"{expected}, and there are {all}{(all == Count ? "" : $", of which the mock keeps {Count}")}");
    }

    private JournalEntries Expect(bool holds, string problem) => holds ? this : throw new SeedanceMockException(Describe(problem));
}
