using Microsoft.Extensions.Logging;

namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>
/// The log messages. They contain job ids, references and status codes, and never a token, a secret, a body or a URL. It is the only such
/// class of the assembly: the generator writes several in an order that changes from build to build.
/// </summary>
internal static partial class WebhookLog
{
    [LoggerMessage(3001, LogLevel.Debug, "A webhook for job {RequestId}, reference {Reference}, was accepted.")]
    public static partial void Accepted(this ILogger logger, string requestId, string reference);

    [LoggerMessage(3002, LogLevel.Information, "A call of the webhook endpoint had no valid token and got the response 404.")]
    public static partial void WrongToken(this ILogger logger);

    [LoggerMessage(3003, LogLevel.Warning, "A webhook for reference {Reference} was rejected with {StatusCode}: {Reason}.")]
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
        "A webhook for reference {Reference} was not delivered: the API responded with another job's id.")]
    public static partial void AnotherJob(this ILogger logger, string reference);

    [LoggerMessage(3009, LogLevel.Warning, "An attempt to deliver job {RequestId}, reference {Reference}, failed.")]
    public static partial void Failed(this ILogger logger, Exception exception, string requestId, string reference);

    [LoggerMessage(3010, LogLevel.Error, "Job {RequestId}, reference {Reference}, was not delivered after {Attempts} attempts.")]
    public static partial void GivenUp(this ILogger logger, string requestId, string reference, int attempts);

    [LoggerMessage(3011, LogLevel.Error, "The application stops before {Count} deliveries are done.")]
    public static partial void Abandoned(this ILogger logger, int count);

    [LoggerMessage(3012, LogLevel.Warning,
        "No webhook endpoint is mapped, so this application receives no webhook. Call app.MapSeedanceWebhook(path, handler), unless "
            + "another application receives them.")]
    public static partial void NotMapped(this ILogger logger);

    [LoggerMessage(3013, LogLevel.Warning,
        "The webhook endpoint is mapped at {MappedPath}, but the path of the public address is {PublicPath}. Webhooks get lost unless a "
            + "proxy or UsePathBase makes the one of the other. Correct the path of MapSeedanceWebhook or "
            + "SeedanceWebhookOptions.PublicAddress.")]
    public static partial void MappedElsewhere(this ILogger logger, string mappedPath, string publicPath);

    [LoggerMessage(3014, LogLevel.Error,
        "A middleware of the application redirected a webhook for reference {Reference} with {StatusCode}. The response was 503 "
            + "instead, because its URL contains a secret token. Let webhooks reach the endpoint: exclude its path from the redirection.")]
    public static partial void Redirected(this ILogger logger, string reference, int statusCode);

    [LoggerMessage(3015, LogLevel.Warning,
        "The handler of job {RequestId}, reference {Reference}, took longer than {Seconds} seconds and is no longer waited for. Its "
            + "token was canceled.")]
    public static partial void TimedOut(this ILogger logger, string requestId, string reference, double seconds);

    [LoggerMessage(3016, LogLevel.Warning,
        "All {Workers} workers have been busy with webhooks for {Seconds} seconds, and {Waiting} webhooks wait. Look for a handler that "
            + "hangs, or raise SeedanceWebhookOptions.MaxConcurrency.")]
    public static partial void AllBusy(this ILogger logger, int workers, double seconds, int waiting);
}
