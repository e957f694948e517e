using System.Globalization;

namespace SeedanceGen.Testing;

/// <summary>One attempt to deliver a webhook: what the mock sent when a job had ended, and the outcome; or why it sent nothing.</summary>
public sealed record WebhookDelivery
{
    internal WebhookDelivery()
    {
    }

    /// <summary>The job that ended.</summary>
    public required string RequestId { get; init; }

    /// <summary>Where its webhook was to go.</summary>
    public required Uri Url { get; init; }

    /// <summary>What the attempt carried.</summary>
    public required WebhookKind Kind { get; init; }

    /// <summary>The number of the attempt among those of its kind for this job, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>When the attempt began, by the server's <see cref="TimeProvider"/>.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When the attempt ended, by the server's <see cref="TimeProvider"/>.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The body: the final result as JSON, unless it is forged. A key in a prompt is redacted.</summary>
    public required string Body { get; init; }

    /// <summary>
    /// The headers that the API description or <see cref="ApiVariant.SimilarServices"/> has for a webhook, as they were sent; empty when
    /// there are none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The outcome.</summary>
    public required WebhookOutcome Outcome { get; init; }

    /// <summary>The HTTP status code of the receiver; null when it did not respond.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Why it was not delivered; null when the receiver responded.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the receiver took it with a 2xx status code.</summary>
    public bool IsDelivered => Outcome == WebhookOutcome.Delivered;

    /// <summary>The attempt on one line, without its body and without the URL, which may hold a secret.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{SentAt:HH:mm:ss.fff} {RequestId} {Kind} #{Attempt} → "
            + $"{(StatusCode is { } code ? code.ToString(CultureInfo.InvariantCulture) : Problem)}");
}
