using Microsoft.Extensions.Logging;

namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>The log messages. They contain job ids, references and status codes, and never a token, a secret, a body or a URL.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(3001, LogLevel.Debug, "A webhook for job {RequestId}, reference {Reference}, was accepted.")]
    public static partial void Accepted(this ILogger logger, string requestId, string reference);

    [LoggerMessage(3002, LogLevel.Information, "A call of the webhook endpoint had no valid token and was answered as not found.")]
    public static partial void WrongToken(this ILogger logger);

    [LoggerMessage(3003, LogLevel.Warning, "A webhook for reference {Reference} was refused with {StatusCode}: {Reason}.")]
    public static partial void Rejected(this ILogger logger, string reference, int statusCode, string reason);

    [LoggerMessage(3004, LogLevel.Information, "Job {RequestId}, reference {Reference}, was delivered.")]
    public static partial void Delivered(this ILogger logger, string requestId, string reference);

    [LoggerMessage(3005, LogLevel.Debug, "A webhook for job {RequestId}, reference {Reference}, repeats an earlier one.")]
    public static partial void Repeated(this ILogger logger, string requestId, string reference);

    [LoggerMessage(3006, LogLevel.Warning,
        "A webhook for job {RequestId}, reference {Reference}, was not delivered: the job is {Status}.")]
    public static partial void NotEnded(this ILogger logger, string requestId, string reference, string status);

    [LoggerMessage(3007, LogLevel.Warning,
        "A webhook for reference {Reference} named a job that the API does not know (status {StatusCode}).")]
    public static partial void Unknown(this ILogger logger, string reference, int statusCode);

    [LoggerMessage(3008, LogLevel.Warning,
        "A webhook for reference {Reference} was not delivered: the API answered with another job's id.")]
    public static partial void AnotherJob(this ILogger logger, string reference);

    [LoggerMessage(3009, LogLevel.Warning, "An attempt to deliver job {RequestId}, reference {Reference}, failed.")]
    public static partial void Failed(this ILogger logger, Exception exception, string requestId, string reference);

    [LoggerMessage(3010, LogLevel.Error, "Job {RequestId}, reference {Reference}, was not delivered after {Attempts} attempts.")]
    public static partial void GivenUp(this ILogger logger, string requestId, string reference, int attempts);

    [LoggerMessage(3011, LogLevel.Error, "The application stops before {Count} deliveries are done.")]
    public static partial void Abandoned(this ILogger logger, int count);
}
