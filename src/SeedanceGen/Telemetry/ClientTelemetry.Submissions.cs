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

    public void Submitted(JobSubmission? submission, VideoGenerationRequest request, VideoGenerationAccepted accepted)
    {
        if (submission?.Span is { } span)
        {
            span.SetTag(TelemetryTags.JobId, accepted.RequestId);
            span.SetTag(TelemetryTags.JobStatus, accepted.Status.Value);
            span.SetTag(TelemetryTags.Credits, accepted.CreditsCharged);
            Stop(span);
        }

        if (accepted.CreditsCharged is { } credits && Instruments.CreditsCharged.Enabled)
            Instruments.CreditsCharged.Add(credits, new TagList { { TelemetryTags.RequestModel, request.Model.Value }, { TelemetryTags.ServerAddress, ServerAddress } });
        ClientLog.JobSubmitted(Log, accepted.RequestId, request.Model.Value);
        ClientLog.CreditsCharged(Log, accepted.RequestId, accepted.CreditsCharged);
    }

    public void SubmissionFailed(JobSubmission? submission, VideoGenerationRequest request, Exception exception)
    {
        Fail(submission?.Span, exception);
        Stop(submission?.Span);

        if ((exception as SubmissionOutcomeUnknownException ?? exception.InnerException as SubmissionOutcomeUnknownException) is null)
        {
            ClientLog.SubmissionRefused(Log, ErrorName.Of(exception));
            return;
        }

        if (Instruments.OutcomeUnknown.Enabled)
            Instruments.OutcomeUnknown.Add(1, new TagList { { TelemetryTags.ErrorType, ErrorName.Of(exception) }, { TelemetryTags.RequestModel, request.Model.Value }, { TelemetryTags.ServerAddress, ServerAddress } });
        ClientLog.SubmissionOutcomeUnknown(Log, ErrorName.Of(exception));
    }
}
