using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SeedanceGen.Telemetry;

/// <summary>Every source and instrument of the library. docs/telemetry.md lists them, and a test compares.</summary>
internal static class Instruments
{
    public static readonly ActivitySource Source = new(SeedanceTelemetry.Name, UserAgent.Product.Product?.Version);

    /// <summary>Jobs take minutes; the default buckets end at ten seconds.</summary>
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
        "seedance.submission.outcome_unknown",
        "{submission}",
        "Submissions of which it is not known whether they were accepted and charged.");

    /// <summary>Whether a listener follows the spans or the durations of jobs.</summary>
    public static bool AreJobsHeard => Source.HasListeners() || JobDuration.Enabled || JobQueueTime.Enabled;
}

/// <summary>The names of tags: OpenTelemetry's where it has one.</summary>
internal static class TelemetryTags
{
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string ErrorType = "error.type";
    public const string HttpStatus = "http.response.status_code";
    public const string OperationName = "gen_ai.operation.name";
    public const string ProviderName = "gen_ai.provider.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string Operation = "seedance.operation";
    public const string JobId = "seedance.job.id";
    public const string JobStatus = "seedance.job.status";
    public const string Credits = "seedance.credits.charged";
    public const string WaitEnd = "seedance.wait.end";
    public const string DownloadSize = "seedance.download.size";
    public const string RetryDelay = "seedance.retry.delay";

    /// <summary>The provider: OpenTelemetry has no name for it.</summary>
    public const string Seedance = "seedance";

    /// <summary>OpenTelemetry's name of an operation that makes content of any kind. It has none for videos.</summary>
    public const string GenerateContent = "generate_content";

    /// <summary>OpenTelemetry's word for an error that has no name.</summary>
    public const string OtherError = "_OTHER";
}
