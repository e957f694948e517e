using System.Diagnostics;
using SeedanceGen.Http;

namespace SeedanceGen.Telemetry;

/// <content>Calls that are repeated, or asked to pause.</content>
internal sealed partial class ClientTelemetry
{
    /// <param name="operation">The call.</param>
    /// <param name="failure">What its last attempt failed with.</param>
    /// <param name="attempt">The attempt that follows, from 2.</param>
    /// <param name="delay">The pause before it.</param>
    public void Retrying(ApiOperation operation, CallFailure failure, int attempt, TimeSpan delay)
    {
        var reason = ErrorName.Of(failure);
        if (Instruments.Retries.Enabled)
        {
            Instruments.Retries.Add(
                1, new TagList { { TelemetryTags.Operation, operation.Id }, { TelemetryTags.ErrorType, reason }, { TelemetryTags.ServerAddress, ServerAddress } });
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

    public void AskedToPause(ApiOperation operation, ApiErrorResponse answer, TimeSpan pause) =>
        ClientLog.RateLimited(Log, operation.Id, (int)answer.StatusCode, pause);

    /// <summary>A download, from its first request to its last byte.</summary>
    public async Task<long> DownloadAsync(string requestId, Func<Task<long>> download)
    {
        var span = StartSpan("seedance.download", startTime: Clock.GetUtcNow());
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
