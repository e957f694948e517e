using Microsoft.Extensions.Logging;

namespace SeedanceGen.Durable.Engine;

/// <summary>The log of durable jobs. It has the keys and ids of jobs, and no prompt, no link and no address of a webhook.</summary>
internal static partial class JobLog
{
    [LoggerMessage(4001, LogLevel.Information, "The service asks for a pause: no worker of the store calls it before {Until:O}.")]
    public static partial void Paused(this ILogger logger, DateTimeOffset until);

    [LoggerMessage(4002, LogLevel.Warning, "The store failed; the worker tries again.")]
    public static partial void StoreFailed(this ILogger logger, Exception exception);

    [LoggerMessage(4003, LogLevel.Critical,
        "The service accepted the job {RequestId} for the key {Key}, and the key has another submission by now. Look at both.")]
    public static partial void Unclaimed(this ILogger logger, string key, string requestId);

    [LoggerMessage(4004, LogLevel.Warning, "The job of the key {Key} was not canceled; it is read, and canceled at the next poll.")]
    public static partial void CancelFailed(this ILogger logger, Exception exception, string key);

    [LoggerMessage(4005, LogLevel.Warning, "The video of the key {Key} was not stored and handled; the worker tries again.")]
    public static partial void DeliveryFailed(this ILogger logger, Exception exception, string key);

    [LoggerMessage(4006, LogLevel.Warning,
        "{Count} submissions of shard {Shard} were begun by a worker that is gone. Each is now {State}, or "
        + "submitted where a webhook named its job; IVideoQueue.ResolveAsync settles an unknown outcome.")]
    public static partial void Parked(this ILogger logger, int count, int shard, VideoJobState state);

    [LoggerMessage(4007, LogLevel.Warning, "The schedule of shard {Shard} had stopped; the worker has started it again.")]
    public static partial void Restarted(this ILogger logger, string shard);

    [LoggerMessage(4008, LogLevel.Warning,
        "No worker has had the lane {Lane} of shard {Shard} for long, and its jobs are due; this one works on them.")]
    public static partial void Swept(this ILogger logger, string lane, int shard);

    [LoggerMessage(4009, LogLevel.Critical,
        "The service accepted the job {RequestId} for the key {Key}, and its id could not be written to the acceptance "
        + "folder. Keep this line until the ledger has the id.")]
    public static partial void NotKept(this ILogger logger, Exception exception, string key, string requestId);

    [LoggerMessage(4011, LogLevel.Warning,
        "The response to the submission of the key {Key} broke off and named the job {RequestId}, which was not found; it is looked for "
        + "again.")]
    public static partial void NotFound(this ILogger logger, Exception exception, string key, string requestId);

    [LoggerMessage(4012, LogLevel.Information, "{Count} jobs were removed that were handled long ago.")]
    public static partial void Removed(this ILogger logger, int count);

    [LoggerMessage(4013, LogLevel.Warning,
        "The delivery of the key {Key} is no longer this worker's, because its lease was not renewed in time or the job changed meanwhile. "
        + "The handler may be told again.")]
    public static partial void DeliveryLost(this ILogger logger, string key);

    [LoggerMessage(4014, LogLevel.Warning,
        "The store took the claim of the key {Key} and the worker had no answer. Nothing was sent; the job is queued again.")]
    public static partial void ClaimReturned(this ILogger logger, Exception exception, string key);

    [LoggerMessage(4010, LogLevel.Error, "The file {File} of an accepted job cannot be read. It stays where it is; look into it.")]
    public static partial void FileUnreadable(this ILogger logger, Exception exception, string file);
}
