using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SeedanceGen.Telemetry;

/// <summary>
/// Every log event, with a fixed event id. No event contains text of the service or the caller: it could repeat a prompt, a link or a key.
/// The reason of a rejected configuration is the text that a host which starts would show: it quotes values, and never the key.
/// </summary>
internal static partial class ClientLog
{
    [LoggerMessage(EventId = 1, EventName = "JobSubmitted", Level = LogLevel.Information,
        Message = "Job {RequestId} was accepted ({Model})")]
    public static partial void JobSubmitted(ILogger logger, string requestId, string model);

    [LoggerMessage(EventId = 2, EventName = "CreditsCharged", Level = LogLevel.Information,
        Message = "Job {RequestId} costs {Credits} credits")]
    public static partial void CreditsCharged(ILogger logger, string requestId, long? credits);

    [LoggerMessage(EventId = 3, EventName = "JobPolled", Level = LogLevel.Debug, Message = "Job {RequestId} is {Status}")]
    public static partial void JobPolled(ILogger logger, string requestId, string status);

    [LoggerMessage(EventId = 4, EventName = "PollFailed", Level = LogLevel.Debug,
        Message = "Job {RequestId} could not be read ({Reason}); the wait goes on")]
    public static partial void PollFailed(ILogger logger, string requestId, string reason);

    [LoggerMessage(EventId = 5, EventName = "JobStatusChanged", Level = LogLevel.Information,
        Message = "Job {RequestId} went from {Before} to {Status}")]
    public static partial void JobStatusChanged(ILogger logger, string requestId, string before, string status);

    [LoggerMessage(EventId = 6, EventName = "JobFinished", Level = LogLevel.Information, Message = "Job {RequestId} is finished: {Status}")]
    public static partial void JobFinished(ILogger logger, string requestId, string status);

    [LoggerMessage(EventId = 7, EventName = "JobFailed", Level = LogLevel.Warning, Message = "Job {RequestId} failed ({Code})")]
    public static partial void JobFailed(ILogger logger, string requestId, string code);

    [LoggerMessage(EventId = 8, EventName = "WaitEnded", Level = LogLevel.Warning,
        Message = "The wait for job {RequestId} ended before the job did ({Reason}; last status {Status})")]
    public static partial void WaitEnded(ILogger logger, string requestId, string reason, string status);

    [LoggerMessage(EventId = 9, EventName = "CallRetried", Level = LogLevel.Warning,
        Message = "{Operation} failed ({Reason}); attempt {Attempt} follows in {Delay}")]
    public static partial void CallRetried(ILogger logger, string operation, string reason, int attempt, TimeSpan delay);

    [LoggerMessage(EventId = 10, EventName = "RateLimited", Level = LogLevel.Warning,
        Message = "The service asks all calls to pause for {Pause} (it responded with {StatusCode} to {Operation})")]
    public static partial void RateLimited(ILogger logger, string operation, int statusCode, TimeSpan pause);

    [LoggerMessage(EventId = 11, EventName = "SubmissionRejected", Level = LogLevel.Warning,
        Message = "A submission was not accepted ({Reason}); nothing was charged")]
    public static partial void SubmissionRejected(ILogger logger, string reason);

    [LoggerMessage(EventId = 12, EventName = "SubmissionOutcomeUnknown", Level = LogLevel.Error,
        Message = "It is not known whether a submission was accepted and charged ({Reason}); it is not repeated")]
    public static partial void SubmissionOutcomeUnknown(ILogger logger, string reason);

    [LoggerMessage(EventId = 13, EventName = "VideoDownloaded", Level = LogLevel.Information,
        Message = "The video of job {RequestId} was downloaded ({Bytes} bytes)")]
    public static partial void VideoDownloaded(ILogger logger, string requestId, long bytes);

    [LoggerMessage(EventId = 14, EventName = "DownloadFailed", Level = LogLevel.Warning,
        Message = "The video of job {RequestId} was not downloaded ({Reason})")]
    public static partial void DownloadFailed(ILogger logger, string requestId, string reason);

    [LoggerMessage(EventId = 15, EventName = "OddResponse", Level = LogLevel.Warning,
        Message = "A response ({StatusCode}) to {Operation} was read, though it is not as the API describes it: {Oddities}")]
    public static partial void OddResponse(ILogger logger, int statusCode, string operation, string oddities);

    [LoggerMessage(EventId = 16, EventName = "AccessChanged", Level = LogLevel.Information,
        Message = "The configuration has changed: the next call carries its API key (new: {IsNewKey}) to its address "
            + "(new: {IsNewAddress})")]
    public static partial void AccessChanged(ILogger logger, bool isNewKey, bool isNewAddress);

    [LoggerMessage(EventId = 17, EventName = "ChangeRejected", Level = LogLevel.Warning,
        Message = "The configuration has changed and is not accepted, so the client goes on with the API key and the address that it has: "
            + "{Reason}")]
    public static partial void ChangeRejected(ILogger logger, string reason);
}

/// <summary>
/// The caller's log without its exceptions. If the caller got the exception of a full disk in place of the job that was just charged, it
/// would submit again.
/// </summary>
internal sealed class SafeLogger : ILogger
{
    private readonly ILogger _log;

    private SafeLogger(ILogger log) => _log = log;

    /// <summary>The client's log. The factory that logs nothing needs no wrapper.</summary>
    public static ILogger Create(ILoggerFactory loggers) => loggers == NullLoggerFactory.Instance
        ? NullLogger.Instance
        : new SafeLogger(loggers.CreateLogger(SeedanceTelemetry.Name));

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return _log.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _log.BeginScope(state);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            _log.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // The log itself failed, so there is no place to report that.
        }
    }
}
