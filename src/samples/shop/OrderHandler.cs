using SeedanceGen.Durable;

namespace ShopSample;

/// <summary>
/// Tells the customer of the end of an order; this shop only writes a line to its log. After a crash the worker may call the handler again
/// for the same order, so a real shop makes sure that it sends one mail for each order number.
/// </summary>
internal sealed partial class OrderHandler(ILogger<OrderHandler> logger) : IVideoHandler
{
    public Task CompletedAsync(FinishedVideo video, CancellationToken cancellationToken)
    {
        LogReady(video.Job.Key, video.Location);
        return Task.CompletedTask;
    }

    public Task FailedAsync(VideoJob job, CancellationToken cancellationToken)
    {
        LogFailed(job.Key, job.Error);
        return Task.CompletedTask;
    }

    public Task OutcomeUnknownAsync(VideoJob job, CancellationToken cancellationToken)
    {
        LogUnclear(job.Key);
        return Task.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Information, "Order {Number} is ready: {Location}")]
    private partial void LogReady(string number, string location);

    [LoggerMessage(2, LogLevel.Warning, "Order {Number} has failed: {Reason}")]
    private partial void LogFailed(string number, string? reason);

    [LoggerMessage(3, LogLevel.Error, "Order {Number} may have been charged, or not. Its webhook tells, or a person looks.")]
    private partial void LogUnclear(string number);
}
