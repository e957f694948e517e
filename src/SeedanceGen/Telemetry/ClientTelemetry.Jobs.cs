using Microsoft.Extensions.Logging;

namespace SeedanceGen.Telemetry;

/// <content>Waits and watches.</content>
internal sealed partial class ClientTelemetry
{
    /// <summary>Follows a job that is waited for; null when nobody listens.</summary>
    public JobObserver? Observe(string requestId, JobSubmission? submission) =>
        Instruments.AreJobsHeard || Instruments.Polls.Enabled || Log.IsEnabled(LogLevel.Warning)
            ? new JobObserver(this, requestId, submission)
            : null;
}
