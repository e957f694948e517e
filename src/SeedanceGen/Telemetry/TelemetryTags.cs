namespace SeedanceGen.Telemetry;

/// <summary>The names of tags: OpenTelemetry's where it has one.</summary>
internal static class TelemetryTags
{
    public const string ServerAddress = "server.address";
    public const string ErrorType = "error.type";
    public const string HttpStatus = "http.response.status_code";
    public const string ProviderName = "gen_ai.provider.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string Operation = "seedance.operation";
    public const string JobId = "seedance.job.id";
    public const string JobStatus = "seedance.job.status";
    public const string Credits = "seedance.credits.charged";
    public const string WaitEnd = "seedance.wait.end";
    public const string DownloadSize = "seedance.download.size";
    public const string RetryDelay = "seedance.retry.delay";

    /// <summary>OpenTelemetry's word for an error that has no name.</summary>
    public const string OtherError = "_OTHER";
}
