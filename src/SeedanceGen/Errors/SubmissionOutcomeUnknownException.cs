namespace SeedanceGen;

/// <summary>
/// It is not known whether the service accepted a submission, and so whether the job was charged. The API documents no idempotency key.
/// Without a key, the library never repeats such a submission. With one, it has made all attempts.
/// </summary>
/// <remarks>
/// What to do: look whether the job exists, by <see cref="RequestId"/> when there is one, in the service's dashboard, or by its webhook.
/// Submit again only when it does not exist.
/// </remarks>
/// <param name="message">What is known and what to do next.</param>
/// <param name="response">The response, when one came.</param>
/// <param name="innerException">The cause, when there is one.</param>
/// <param name="requestId">The job id in the response, when it has one.</param>
public class SubmissionOutcomeUnknownException(
    string message, ApiErrorResponse? response = null, Exception? innerException = null, string? requestId = null)
    : SeedanceException(message, innerException)
{
    /// <summary>The response that left the outcome open; null when none came.</summary>
    public ApiErrorResponse? Response { get; } = response;

    /// <summary>
    /// The <c>requestId</c> in the response, or in the part of it that came; null when there is none. It is probably the job's:
    /// <see cref="ISeedanceClient.GetAsync"/> tells whether that job exists.
    /// </summary>
    public string? RequestId { get; } = requestId;

    /// <summary>
    /// The idempotency key that every attempt sent; null when the operation has none. A submission of the same request with it
    /// (<see cref="CallOptions.IdempotencyKey"/>) is charged once.
    /// </summary>
    public string? IdempotencyKey { get; internal init; }
}
