using System.Globalization;
using System.Text.Json.Nodes;

namespace SeedanceGen.Testing;

/// <summary>
/// How the webhook of a job is sent. Documented is only that it "receives the final result": retries, their times, their number and their
/// timeouts are the mock's own choice, and so is every misbehaviour that a plan can ask for.
/// </summary>
public sealed record WebhookPlan
{
    /// <summary>The longest time that a cancellation can be put off for.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>
    /// Whether it is sent before the response to the request that ended the job, so that the receiver hears of the end, or even of the job,
    /// before the caller does. False by default: it is sent once the response is sent. The response waits for the first attempt to end, for
    /// two seconds of real time at most: a receiver that itself waits for the response gets it then.
    /// </summary>
    public bool IsSentBeforeResponse { get; init; }

    /// <summary>
    /// A pause before the first attempt, on the server's clock; none by default. With one, the order among jobs can be reversed.
    /// </summary>
    public TimeSpan Delay { get; init; }

    /// <summary>
    /// Waits for the webhook of another job to be sent first, but no longer than this, on the server's clock: two jobs that end in one
    /// order report in the other. Null, the default, waits for no other.
    /// </summary>
    public TimeSpan? AfterNext { get; init; }

    /// <summary>
    /// The pauses before each repetition of an attempt that got no 2xx status code, on the server's clock; as many repetitions as pauses.
    /// By default 5 seconds, 30 seconds, 2 minutes and 10 minutes; empty for a single attempt.
    /// </summary>
    public IReadOnlyList<TimeSpan> RetryDelays { get; init; } =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    /// <summary>
    /// How long an attempt waits for its response, on the server's clock; more than zero, at most 2,147,483,647 milliseconds; 10 seconds by
    /// default.
    /// </summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the result comes again after it was taken; never by default.</summary>
    public int Duplicates { get; init; }

    /// <summary>The pause before each duplicate, on the server's clock; none by default.</summary>
    public TimeSpan DuplicateDelay { get; init; }

    /// <summary>How many of the first attempts are dropped: not sent, and counted as failed; none by default.</summary>
    public int DroppedAttempts { get; init; }

    /// <summary>
    /// Whether it is never sent at all. That is then no <see cref="MockViolationKind.UndeliveredWebhook"/>: the test asked for it.
    /// </summary>
    public bool IsDropped { get; init; }

    /// <summary>Bodies that are not the result and are posted to the URL before it, each once; none by default.</summary>
    public IReadOnlyList<ForgedWebhook> ForgedWebhooks { get; init; } = [];

    /// <summary>
    /// Changes the result that is sent, as a newer service might; null changes nothing. A result that does not keep to the API description
    /// afterwards is found as a <see cref="MockViolationKind.WebhookViolation"/>; a body that is meant to be wrong is a <see
    /// cref="ForgedWebhook"/>.
    /// </summary>
    public Action<JsonObject>? Reshape { get; init; }

    /// <summary>How to get this plan again; null unless <see cref="Chaos"/> drew it.</summary>
    public string? Repro { get; init; }

    /// <summary>
    /// Draws plans for <see cref="SeedanceMockOptions.WebhookFor"/>. A job's plan depends on the seed and the job's id only, so it is the
    /// same in each run.
    /// </summary>
    /// <param name="seed">The seed.</param>
    /// <param name="rate">What part of all webhooks misbehaves, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is not from 0 to 1.</exception>
    public static Func<MockJob, WebhookPlan?> Chaos(int seed, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1);
        var chaos = new ChaosDraw(seed, rate);
        return job => chaos.Draw(job.RequestId);
    }

    /// <exception cref="ArgumentException">A number or a time is below zero, or a list is null.</exception>
    internal WebhookPlan EnsureUsable()
    {
        ArgumentNullException.ThrowIfNull(RetryDelays);
        ArgumentNullException.ThrowIfNull(ForgedWebhooks);
        ArgumentOutOfRangeException.ThrowIfNegative(Duplicates);
        ArgumentOutOfRangeException.ThrowIfNegative(DroppedAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThan(Delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(DuplicateDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(AfterNext.GetValueOrDefault(), TimeSpan.Zero, nameof(AfterNext));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AttemptTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(AttemptTimeout, LongestTimeout);
        foreach (var pause in RetryDelays)
            ArgumentOutOfRangeException.ThrowIfLessThan(pause, TimeSpan.Zero, nameof(RetryDelays));
        return this;
    }

    /// <summary>Draws one deviation for some of the jobs.</summary>
    private sealed class ChaosDraw(int seed, double rate)
    {
        private static readonly WebhookPlan[] Misbehaviours =
        [
            new() { IsDropped = true },
            new() { DroppedAttempts = 1 },
            new() { Duplicates = 1 },
            new() { Duplicates = 2, DuplicateDelay = TimeSpan.FromMinutes(1) },
            new() { Delay = TimeSpan.FromSeconds(30) },
            new() { AfterNext = TimeSpan.FromMinutes(1) },
            new() { IsSentBeforeResponse = true },
            .. ForgedWebhook.All.Select(forged => new WebhookPlan { ForgedWebhooks = [forged] }),
        ];

        public WebhookPlan? Draw(string requestId)
        {
            var random = new Random(HashCode(requestId));
            if (random.NextDouble() >= rate)
                return null;

            var repro = string.Create(CultureInfo.InvariantCulture, $"WebhookFor = WebhookPlan.Chaos(seed: {seed}, rate: {rate})");
            return Misbehaviours[random.Next(Misbehaviours.Length)] with { Repro = repro };
        }

        // The framework's hash of a string differs from process to process.
        private int HashCode(string requestId)
        {
            const uint Offset = 2166136261;
            const uint Prime = 16777619;
            var hash = requestId.Aggregate(Offset ^ (uint)seed, static (hash, character) => unchecked((hash ^ character) * Prime));
            return (int)hash;
        }
    }
}
