using System.Diagnostics;
using SeedanceGen.Texts;

namespace SeedanceGen.Telemetry;

/// <summary>
/// Follows one wait for a job. Its span begins at the submission, also when the wait began later. It ends with the job, or with the wait
/// when that ends first.
/// </summary>
internal sealed class JobObserver
{
    private readonly ClientTelemetry _telemetry;
    private readonly string _requestId;
    private readonly JobSubmission? _submission;
    private readonly Activity? _span;
    private GenerationStatus? _status;
    private Exception? _failure;

    public JobObserver(ClientTelemetry telemetry, string requestId, JobSubmission? submission)
    {
        _telemetry = telemetry;
        _requestId = OutsideText.Label(requestId);
        _submission = submission;
        if (Instruments.Source.HasListeners())
            _span = StartSpan();
    }

    /// <summary>Makes the span the current one of the calling method, so that its requests' spans become children.</summary>
    public void Enter()
    {
        if (_span is not null)
            Activity.Current = _span;
    }

    public void Read(VideoGeneration generation)
    {
        var (before, status) = (_status, generation.Facts().Status);
        _status = status;
        CountPoll(failure: null);
        var shown = OutsideText.Label(status.Value);
        AddPollEvent(TelemetryTags.JobStatus, shown);
        ClientLog.JobPolled(_telemetry.Log, _requestId, shown);
        if (before is { } earlier && earlier != status)
        {
            var left = OutsideText.Label(earlier.Value);
            ClientLog.JobStatusChanged(_telemetry.Log, _requestId, left, shown);
        }

        if (status != GenerationStatus.Queued && _submission?.MeasureOnce(Measurement.QueueTime) == true)
            MeasureQueueTime(_submission);
        if (status.IsTerminal && before?.IsTerminal != true)
            Finish(generation);
    }

    /// <summary>Reports a poll with a transient failure; the wait goes on.</summary>
    public void ReadFailed(SeedanceException exception)
    {
        var reason = ErrorName.Of(exception);
        CountPoll(reason);
        AddPollEvent(TelemetryTags.ErrorType, reason);
        ClientLog.PollFailed(_telemetry.Log, _requestId, reason);
    }

    /// <summary>Reports a poll with a failure that ends the wait.</summary>
    public void Fail(Exception exception)
    {
        _failure = exception;
        CountPoll(ErrorName.Of(exception));
    }

    /// <summary>Reports the end of the wait.</summary>
    /// <param name="isOver">Whether the wait timed out.</param>
    public void End(bool isOver)
    {
        if (_status?.IsTerminal != true)
            EndEarly(isOver);
        _telemetry.Stop(_span);
    }

    private void EndEarly(bool isOver)
    {
        var reason = _failure is not null ? ErrorName.Of(_failure) : isOver ? "timeout" : "cancelled";
        _span?.SetTag(TelemetryTags.WaitEnd, reason);
        if (_failure is not null and not OperationCanceledException)
            ClientTelemetry.Fail(_span, _failure);
        else if (isOver)
            _span?.SetTag(TelemetryTags.ErrorType, reason).SetStatus(ActivityStatusCode.Error);
        ClientLog.WaitEnded(_telemetry.Log, _requestId, reason, OutsideText.Label(_status?.Value ?? "not read"));
    }

    private void Finish(VideoGeneration generation)
    {
        var status = generation.Facts().Status;
        _span?.SetTag(TelemetryTags.JobStatus, status.Value);
        if (_submission?.MeasureOnce(Measurement.Duration) == true && Instruments.JobDuration.Enabled)
        {
            var tags = _telemetry.JobTags(_submission.Model);
            tags.Add(TelemetryTags.JobStatus, status.Value);
            Instruments.JobDuration.Record(_telemetry.Clock.GetElapsedTime(_submission.StartedAt).TotalSeconds, tags);
        }

        if (status == GenerationStatus.Succeeded || status == GenerationStatus.Cancelled)
        {
            ClientLog.JobFinished(_telemetry.Log, _requestId, status.Value);
            return;
        }

        _span?.SetTag(TelemetryTags.ErrorType, ErrorName.Of(generation)).SetStatus(ActivityStatusCode.Error);
        ClientLog.JobFailed(_telemetry.Log, _requestId, ErrorName.Of(generation));
    }

    private void MeasureQueueTime(JobSubmission submission)
    {
        if (!Instruments.JobQueueTime.Enabled)
            return;

        Instruments.JobQueueTime.Record(
            _telemetry.Clock.GetElapsedTime(submission.StartedAt).TotalSeconds, _telemetry.JobTags(submission.Model));
    }

    private void CountPoll(string? failure)
    {
        if (!Instruments.Polls.Enabled)
            return;

        var tags = _telemetry.ServerTags();
        if (failure is not null)
            tags.Add(TelemetryTags.ErrorType, failure);
        Instruments.Polls.Add(1, tags);
    }

    private void AddPollEvent(string tag, string value)
    {
        if (_span is { IsAllDataRequested: true })
        {
            var tags = new ActivityTagsCollection { [tag] = value };
            _span.AddEvent(new ActivityEvent("seedance.poll", _telemetry.Clock.GetUtcNow(), tags));
        }
    }

    private Activity? StartSpan()
    {
        var parent = _submission?.Span?.Context ?? default;
        // A wait in another trace than the submission joins the submission's trace and links its own caller.
        ActivityLink[]? links = parent != default && Activity.Current is { } caller && caller.TraceId != parent.TraceId
            ? [new ActivityLink(caller.Context)]
            : null;
        var now = _telemetry.Clock.GetUtcNow();
        var span = _telemetry.StartJobSpan(
            "seedance.job", parent, links, _submission is null ? now : now - _telemetry.Clock.GetElapsedTime(_submission.StartedAt));
        span?.SetTag(TelemetryTags.JobId, _requestId);
        if (_submission is not null)
            span?.SetTag(TelemetryTags.RequestModel, _submission.Model);
        return span;
    }
}
