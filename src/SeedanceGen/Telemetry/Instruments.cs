using System.Diagnostics;
using System.Diagnostics.Metrics;
using SeedanceGen.Http;

namespace SeedanceGen.Telemetry;

/// <summary>Every source and instrument of the library. docs/telemetry.md lists them, and a test compares.</summary>
internal static class Instruments
{
    public static readonly ActivitySource Source = new(SeedanceTelemetry.Name, UserAgent.Product.Product?.Version);

    /// <summary>Jobs take minutes; the usual buckets end at ten seconds.</summary>
    private static readonly InstrumentAdvice<double> Minutes = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 1800, 3600],
    };

    private static readonly Meter Meter = new(SeedanceTelemetry.Name, UserAgent.Product.Product?.Version);

    public static readonly Histogram<double> JobDuration = Meter.CreateHistogram(
        "seedance.job.duration", "s", "Time from the submission of a job until it was read as finished.", tags: null, Minutes);

    public static readonly Histogram<double> JobQueueTime = Meter.CreateHistogram(
        "seedance.job.queue_time", "s", "Time from the submission of a job until it was first read as not queued.", tags: null, Minutes);

    public static readonly Counter<long> Polls = Meter.CreateCounter<long>(
        "seedance.job.polls", "{poll}", "Reads of jobs that are waited for or watched.");

    public static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "seedance.call.retries", "{retry}", "Repeated attempts of calls.");

    public static readonly Counter<long> CreditsCharged = Meter.CreateCounter<long>(
        "seedance.credits.charged", "{credit}", "Credits that the service charged for accepted jobs.");

    public static readonly Counter<long> OutcomeUnknown = Meter.CreateCounter<long>(
        "seedance.submission.outcome_unknown", "{submission}", "Submissions of which it is not known whether they were accepted and charged.");

    /// <summary>Whether anybody listens to what a job's course is measured by.</summary>
    public static bool AreJobsHeard => Source.HasListeners() || JobDuration.Enabled || JobQueueTime.Enabled;
}
