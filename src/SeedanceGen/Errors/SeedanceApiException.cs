using System.Net;

namespace SeedanceGen;

/// <summary>The service answered with an error.</summary>
/// <remarks>
/// Documented is the envelope <c>{"success": false, "error": {"code", "message"}}</c> (page "API overview"). HTTP status codes of errors
/// and codes other than <c>unauthorized</c> are not documented, so both are handed on as they came.
/// </remarks>
public class SeedanceApiException : SeedanceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong and what to do next.</param>
    /// <param name="answer">The answer as it came.</param>
    public SeedanceApiException(string message, ApiErrorAnswer answer)
        : base(message)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Answer = answer;
    }

    /// <summary>The answer as it came: status, code, message, body and headers.</summary>
    public ApiErrorAnswer Answer { get; }

    /// <summary>The HTTP status of the answer.</summary>
    public HttpStatusCode StatusCode => Answer.StatusCode;

    /// <summary>The error code of the envelope; null when the answer had none.</summary>
    public string? Code => Answer.Code;

    /// <summary>How long the service asked to wait before the next call; null when it did not say.</summary>
    public TimeSpan? RetryAfter => Answer.RetryAfter;
}
