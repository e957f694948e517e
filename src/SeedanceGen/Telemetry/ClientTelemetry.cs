using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using SeedanceGen.Errors;
using SeedanceGen.Texts;

namespace SeedanceGen.Telemetry;

/// <summary>The log, the spans and the metrics of one client. Without a listener they cost no allocation.</summary>
internal sealed class ClientTelemetry(TimeProvider clock, ILoggerFactory loggers, Uri server)
{
    public TimeProvider Clock { get; } = clock;

    public ILogger Log { get; } = SafeLogger.Create(loggers);

    /// <summary>The address of the service, which a changed configuration may change.</summary>
    public Uri Server { get; set; } = server;

    /// <summary>The tags of the server. OpenTelemetry requires the port when the address is there.</summary>
    public TagList ServerTags()
    {
        var server = Server;
        return new TagList { { TelemetryTags.ServerAddress, server.Host }, { TelemetryTags.ServerPort, server.Port } };
    }

    /// <summary>
    /// The tags of a job and of the server. OpenTelemetry requires the operation and the provider when any other tag of <c>gen_ai</c> is
    /// there.
    /// </summary>
    public TagList JobTags(string? model)
    {
        var tags = ServerTags();
        tags.Add(TelemetryTags.OperationName, TelemetryTags.GenerateContent);
        tags.Add(TelemetryTags.ProviderName, TelemetryTags.Seedance);
        tags.Add(TelemetryTags.RequestModel, model);
        return tags;
    }

    /// <summary>Starts the span of a job, with the tags that such spans have; null when no listener records it.</summary>
    public Activity? StartJobSpan(
        string name, ActivityContext parent = default, IEnumerable<ActivityLink>? links = null, DateTimeOffset startTime = default)
    {
        var span = StartSpan(name, parent, links, startTime);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag(TelemetryTags.OperationName, TelemetryTags.GenerateContent);
            span.SetTag(TelemetryTags.ProviderName, TelemetryTags.Seedance);
        }

        return span;
    }

    /// <summary>Starts a span with the tags that all spans have; null when no listener records it.</summary>
    public Activity? StartSpan(
        string name, ActivityContext parent = default, IEnumerable<ActivityLink>? links = null, DateTimeOffset startTime = default)
    {
        var span = Instruments.Source.StartActivity(name, ActivityKind.Client, parent, tags: null, links, startTime);
        if (span is { IsAllDataRequested: true })
        {
            var server = Server;
            span.SetTag(TelemetryTags.ServerAddress, server.Host);
            span.SetTag(TelemetryTags.ServerPort, server.Port);
        }

        return span;
    }

    /// <summary>Marks a span as failed.</summary>
    public static void Fail(Activity? span, Exception exception)
    {
        if (span is not { IsAllDataRequested: true })
            return;

        span.SetTag(TelemetryTags.ErrorType, ErrorName.Of(exception));
        if (exception is SeedanceApiException { Response.StatusCode: var status })
            span.SetTag(TelemetryTags.HttpStatus, (int)status);
        span.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>Ends a span by the client's clock.</summary>
    public void Stop(Activity? span)
    {
        if (span is null)
            return;

        span.SetEndTime(Clock.GetUtcNow().UtcDateTime);
        span.Stop();
    }

    /// <summary>Begins a submission; null without a listener.</summary>
    public JobSubmission? BeginSubmission(string? model)
    {
        if (!Instruments.AreJobsHeard)
            return null;

        var span = StartJobSpan("seedance.submit", startTime: Clock.GetUtcNow());
        span?.SetTag(TelemetryTags.RequestModel, model);
        return new JobSubmission(model, Clock.GetTimestamp(), span);
    }

    /// <summary>Reports that a job was accepted. A listener's exception does not cost the caller the charged job.</summary>
    /// <param name="submission">The start of the submission.</param>
    /// <param name="model">The model of the request.</param>
    /// <param name="accepted">What the response says; null when it says nothing about a job.</param>
    /// <param name="operation">The operation, which names a charge without a job.</param>
    public void Submitted(JobSubmission? submission, string? model, IJobFacts? accepted, ApiOperation operation)
    {
        var id = OutsideText.Label(accepted?.Id ?? operation.Id);
        try
        {
            if (submission?.Span is { } span)
            {
                span.SetTag(TelemetryTags.JobId, accepted?.Id is null ? null : id);
                span.SetTag(TelemetryTags.JobStatus, accepted?.Status is { } status ? OutsideText.Label(status) : null);
                span.SetTag(TelemetryTags.Credits, accepted?.Credits);
                Stop(span);
            }

            if (accepted?.Credits is { } credits)
                Charged(model, credits);
        }
        catch (Exception)
        {
            // The listener's own failure.
        }

        ClientLog.JobSubmitted(Log, id, model ?? operation.Id);
        ClientLog.CreditsCharged(Log, id, accepted?.Credits);
    }

    private void Charged(string? model, long credits)
    {
        if (Instruments.CreditsCharged.Enabled)
            Instruments.CreditsCharged.Add(credits, JobTags(model));
    }

    /// <summary>Reports that a submission failed. A listener's exception does not replace the submission's error.</summary>
    public void SubmissionFailed(JobSubmission? submission, string? model, Exception exception)
    {
        var isUnknown = exception is SubmissionOutcomeUnknownException or { InnerException: SubmissionOutcomeUnknownException };
        try
        {
            Fail(submission?.Span, exception);
            Stop(submission?.Span);
            if (exception is UnusableJobIdException { CreditsCharged: { } credits })
                Charged(model, credits);
            if (isUnknown && Instruments.OutcomeUnknown.Enabled)
            {
                var tags = JobTags(model);
                tags.Add(TelemetryTags.ErrorType, ErrorName.Of(exception));
                Instruments.OutcomeUnknown.Add(1, tags);
            }
        }
        catch (Exception)
        {
            // The listener's own failure.
        }

        if (isUnknown)
            ClientLog.SubmissionOutcomeUnknown(Log, ErrorName.Of(exception));
        else
            ClientLog.SubmissionRejected(Log, ErrorName.Of(exception));
    }

    /// <summary>Reports that a call is repeated.</summary>
    /// <param name="operation">The call.</param>
    /// <param name="failure">How its last attempt failed.</param>
    /// <param name="attempt">The attempt that follows, from 2.</param>
    /// <param name="delay">The pause before it.</param>
    public void Retrying(ApiOperation operation, CallFailure failure, int attempt, TimeSpan delay)
    {
        var reason = ErrorName.Of(failure);
        if (Instruments.Retries.Enabled)
        {
            var tags = ServerTags();
            tags.Add(TelemetryTags.Operation, operation.Id);
            tags.Add(TelemetryTags.ErrorType, reason);
            Instruments.Retries.Add(1, tags);
        }

        if (Activity.Current is { IsAllDataRequested: true } span && span.Source == Instruments.Source)
        {
            span.AddEvent(new ActivityEvent("seedance.retry", Clock.GetUtcNow(), new ActivityTagsCollection
            {
                [TelemetryTags.Operation] = operation.Id,
                [TelemetryTags.ErrorType] = reason,
                [TelemetryTags.RetryDelay] = delay.TotalSeconds,
            }));
        }

        ClientLog.CallRetried(Log, operation.Id, reason, attempt, delay);
    }

    /// <summary>Reports that a response was read though it is not as the API describes it.</summary>
    /// <param name="operation">The call.</param>
    /// <param name="status">The status of the response.</param>
    /// <param name="oddities">What was odd, in words of the library and of the API description alone.</param>
    public void ReadOddResponse(ApiOperation operation, HttpStatusCode status, IEnumerable<string> oddities)
    {
        if (Log.IsEnabled(LogLevel.Warning))
            ClientLog.OddResponse(Log, (int)status, operation.Id, string.Join(", ", oddities));
    }

    /// <summary>Reports that the service asked for a pause.</summary>
    public void AskedToPause(ApiOperation operation, ApiErrorResponse response, TimeSpan pause) =>
        ClientLog.RateLimited(Log, operation.Id, (int)response.StatusCode, pause);

    /// <summary>Follows a wait for a job; null without a listener.</summary>
    public JobObserver? Observe(string requestId, JobSubmission? submission) =>
        Instruments.AreJobsHeard || Instruments.Polls.Enabled || Log.IsEnabled(LogLevel.Warning)
            ? new JobObserver(this, requestId, submission)
            : null;

    /// <summary>Runs a download in a span that reaches from its first request to its last byte.</summary>
    public async Task<long> DownloadAsync(string requestId, Func<Task<long>> download)
    {
        var span = StartSpan("seedance.download", startTime: Clock.GetUtcNow());
        requestId = OutsideText.Label(requestId);
        span?.SetTag(TelemetryTags.JobId, requestId);
        try
        {
            var bytes = await download().ConfigureAwait(false);
            span?.SetTag(TelemetryTags.DownloadSize, bytes);
            ClientLog.VideoDownloaded(Log, requestId, bytes);
            return bytes;
        }
        catch (Exception exception)
        {
            Fail(span, exception);
            ClientLog.DownloadFailed(Log, requestId, ErrorName.Of(exception));
            throw;
        }
        finally
        {
            Stop(span);
        }
    }
}

/// <summary>A short name for an error. There are few names, and none contains text of the service or the caller.</summary>
internal static class ErrorName
{
    private const int LongestCode = 64;

    public static string Of(Exception exception) => (exception as SeedanceException)?.Failure is { } failure
        ? Of(failure)
        : exception is OperationCanceledException ? "cancelled" : exception.GetType().Name;

    /// <summary>
    /// The service's code for a failed job, when it looks like a code. Its shape is not documented, so it could be any text.
    /// </summary>
    public static string Of(VideoGeneration failed) => failed.ErrorCode is { Length: > 0 and <= LongestCode } code && code.All(IsOfCode)
        ? code
        : failed.Facts().Status is { IsKnown: true } status && status != GenerationStatus.Failed ? status.Value : TelemetryTags.OtherError;

    /// <summary>The status of an error response; how far the call came when there was none.</summary>
    public static string Of(CallFailure failure) => failure.Kind switch
    {
        FailureKind.Status => ((int)failure.Status!).ToString(CultureInfo.InvariantCulture),
        FailureKind.NotConnected => "not_connected",
        FailureKind.Broken => "connection_broken",
        FailureKind.TimedOut => "timeout",
        FailureKind.Envelope => "error_envelope",
        _ => "unusable_response",
    };

    private static bool IsOfCode(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.';
}
