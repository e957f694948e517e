using System.Net;

namespace SeedanceGen;

/// <summary>The service responded with an error.</summary>
/// <remarks>
/// The envelope <c>{"success": false, "error": {"code", "message"}}</c> is documented (page "API overview"). HTTP status codes of errors,
/// and codes other than <c>unauthorized</c>, are not: the exception has both as they came.
/// </remarks>
/// <param name="message">What went wrong and what to do next.</param>
/// <param name="response">The response as it came.</param>
public partial class SeedanceApiException(string message, ApiErrorResponse response)
    : SeedanceException(message)
{
    /// <summary>The response as it came: status, code, message, body and headers.</summary>
    public ApiErrorResponse Response { get; } = response ?? throw new ArgumentNullException(nameof(response));

    /// <summary>The HTTP status of the response.</summary>
    public HttpStatusCode StatusCode => Response.StatusCode;

    /// <summary>The error code of the envelope; null when the response had none.</summary>
    public string? Code => Response.Code;

    /// <summary>
    /// The body as the type that the API description has for this operation and status, such as <see cref="ErrorEnvelope"/>; null when the
    /// body is of another type.
    /// </summary>
    public object? Body => Response.Body;

    /// <summary>How long the service asks to wait before the next call; null when it did not say.</summary>
    public TimeSpan? RetryAfter => Response.RetryAfter;
}
