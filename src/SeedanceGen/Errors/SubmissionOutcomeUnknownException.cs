namespace SeedanceGen;

/// <summary>
/// A job was submitted and it is not known whether the service accepted it, and so whether it was paid for. The API documents no
/// idempotency key, so the library never repeats such a submission.
/// </summary>
/// <remarks>
/// What to do: look whether the job exists (by <see cref="RequestId"/> when there is one, in the service's dashboard, or by its webhook), and
/// submit again only when it does not.
/// </remarks>
public sealed class SubmissionOutcomeUnknownException : SeedanceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is known and what to do next.</param>
    /// <param name="response">The answer, when one came.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    /// <param name="requestId">The id that the answer names, when it names one.</param>
    public SubmissionOutcomeUnknownException(string message, ApiErrorResponse? response = null, Exception? innerException = null, string? requestId = null)
        : base(message, innerException)
    {
        Response = response;
        RequestId = requestId;
    }

    /// <summary>The answer that left the outcome open; null when none came.</summary>
    public ApiErrorResponse? Response { get; }

    /// <summary>
    /// The <c>requestId</c> that the answer names, or the part of it that came; null when there is none. It is probably the job's:
    /// <see cref="ISeedanceClient.GetAsync"/> tells whether there is one.
    /// </summary>
    public string? RequestId { get; }
}
