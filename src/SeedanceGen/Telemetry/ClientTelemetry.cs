using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace SeedanceGen.Telemetry;

/// <summary>What one client says of itself: log, spans and metrics. Costs no allocation while nobody listens.</summary>
internal sealed partial class ClientTelemetry(SeedanceClientOptions options, Uri baseAddress)
{
    public TimeProvider Clock { get; } = options.TimeProvider;

    public ILogger Log { get; } = QuietLogger.Create(options.LoggerFactory);

    public string ServerAddress { get; } = baseAddress.Host;

    /// <summary>A span of the library with the tags that all have; null when nobody records it.</summary>
    public Activity? StartSpan(
        string name, ActivityContext parent = default, IEnumerable<ActivityLink>? links = null, DateTimeOffset startTime = default)
    {
        var span = Instruments.Source.StartActivity(name, ActivityKind.Client, parent, tags: null, links, startTime);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag(TelemetryTags.ProviderName, "seedance");
            span.SetTag(TelemetryTags.ServerAddress, ServerAddress);
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
}
