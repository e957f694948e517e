namespace SeedanceGen;

/// <summary>
/// The service accepted and charged a job, but by an id that cannot be part of an address: it is empty, a dot segment, far too long, or
/// neither a text nor a number, or it has control characters. The library can neither read the job nor wait for it or cancel it. Do not
/// submit it again.
/// </summary>
/// <remarks>
/// It derives from <see cref="SubmissionOutcomeUnknownException"/>, so that code that does not repeat such a submission does not repeat
/// this one. <see cref="SubmissionOutcomeUnknownException.RequestId"/> is null.
/// </remarks>
/// <param name="message">What is known and what to do next.</param>
/// <param name="rawId">The id as the service gave it.</param>
/// <param name="creditsCharged">The price of the job in credits; null when the service did not say.</param>
/// <param name="response">The response, when there is one.</param>
public sealed class UnusableJobIdException(
    string message, string rawId, int? creditsCharged = null, ApiErrorResponse? response = null)
    : SubmissionOutcomeUnknownException(message, response)
{
    /// <summary>
    /// The id as the service gave it. It may be long and have any characters. An id that is not a text is given as its JSON.
    /// </summary>
    public string RawId { get; } = rawId;

    /// <summary>The price of the job in credits; null when the service did not say.</summary>
    public int? CreditsCharged { get; } = creditsCharged;
}
