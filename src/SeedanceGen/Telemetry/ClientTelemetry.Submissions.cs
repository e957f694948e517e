using System.Diagnostics;

namespace SeedanceGen.Telemetry;

/// <content>Submissions: a span from the call to its answer, what they cost, and the ones whose outcome is not known.</content>
internal sealed partial class ClientTelemetry
{
    /// <summary>Begins a submission; null when nobody listens.</summary>
    public JobSubmission? BeginSubmission(VideoGenerationRequest request)
    {
        if (!Instruments.AreJobsHeard)
            return null;

        var span = StartSpan("seedance.submit", startTime: Clock.GetUtcNow());
        span?.SetTag(TelemetryTags.RequestModel, request.Model.Value);
        return new JobSubmission(request.Model.Value, Clock.GetTimestamp(), span);
    }

    /// <summary>Says that a job was accepted. Whoever listens and fails does not cost its caller the job that is paid for.</summary>
    public void Submitted(JobSubmission? submission, VideoGenerationRequest request, VideoGenerationAccepted accepted)
    {
        try
        {
            EndSpan(submission, accepted);
            if (accepted.CreditsCharged is { } credits && Instruments.CreditsCharged.Enabled)
                Instruments.CreditsCharged.Add(credits, new TagList { { TelemetryTags.RequestModel, request.Model.Value }, { TelemetryTags.ServerAddress, ServerAddress } });
        }
        catch (Exception)
        {
            // The listener's own failure.
        }

        ClientLog.JobSubmitted(Log, accepted.RequestId, request.Model.Value);
        ClientLog.CreditsCharged(Log, accepted.RequestId, accepted.CreditsCharged);
    }

    /// <summary>Says that a submission failed. Whoever listens and fails does not hide what is known of it.</summary>
    public void SubmissionFailed(JobSubmission? submission, VideoGenerationRequest request, Exception exception)
    {
        var isUnknown = (exception as SubmissionOutcomeUnknownException ?? exception.InnerException as SubmissionOutcomeUnknownException) is not null;
        try
        {
            Fail(submission?.Span, exception);
            Stop(submission?.Span);
            if (isUnknown && Instruments.OutcomeUnknown.Enabled)
                Instruments.OutcomeUnknown.Add(1, new TagList { { TelemetryTags.ErrorType, ErrorName.Of(exception) }, { TelemetryTags.RequestModel, request.Model.Value }, { TelemetryTags.ServerAddress, ServerAddress } });
        }
        catch (Exception)
        {
            // The listener's own failure.
        }

        if (isUnknown)
            ClientLog.SubmissionOutcomeUnknown(Log, ErrorName.Of(exception));
        else
            ClientLog.SubmissionRefused(Log, ErrorName.Of(exception));
    }

    private void EndSpan(JobSubmission? submission, VideoGenerationAccepted accepted)
    {
        if (submission?.Span is not { } span)
            return;

        span.SetTag(TelemetryTags.JobId, accepted.RequestId);
        span.SetTag(TelemetryTags.JobStatus, accepted.Status.Value);
        span.SetTag(TelemetryTags.Credits, accepted.CreditsCharged);
        Stop(span);
    }
}
