using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Engine;

/// <summary>Stores the videos of a shard's jobs that have ended, and tells the application's handler.</summary>
internal sealed class VideoDeliverer(JobContext context, IVideoStorage storage) : IDisposable
{
    private const int Batch = 4;

    private static readonly VideoJobState[] Delivered =
        [VideoJobState.Succeeded, VideoJobState.Failed, VideoJobState.Cancelled, VideoJobState.OutcomeUnknown];

    private readonly SemaphoreSlim _lanes = new(context.Options.MaxConcurrentDeliveries);

    /// <summary>Delivers some jobs of a shard.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> RunAsync(int shard, CancellationToken cancellationToken)
    {
        var due = await context.Store.DueAsync(shard, Delivered, context.Now, Batch, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(due.Select(job => DeliverAsync(job, cancellationToken))).ConfigureAwait(false);
        return due.Count;
    }

    public void Dispose() => _lanes.Dispose();

    private async Task DeliverAsync(VideoJob job, CancellationToken cancellationToken)
    {
        await _lanes.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var stored = await StoreAsync(job, cancellationToken).ConfigureAwait(false);
            await TellAsync(stored, cancellationToken).ConfigureAwait(false);
            await context.Store.ChangeAsync(JobChange.Told(stored, context.Now), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            context.Logger.DeliveryFailed(problem, job.Key);
            await context.Store.ChangeAsync(
                JobChange.DeliveredAgain(job, problem.Message, context.RetryAt(job.Tries), context.Now), cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            _lanes.Release();
        }
    }

    private async Task<VideoJob> StoreAsync(VideoJob job, CancellationToken cancellationToken)
    {
        if (job.State != VideoJobState.Succeeded || job.Location is not null)
            return job;

        var generation = job.Generation!;
        if (JobState.Of(generation).VideoLink is null)
            generation = await context.Client.GetAsync(job.RequestId!, cancellationToken).ConfigureAwait(false);
        var location = await storage.SaveAsync(job with { Generation = generation }, context.Client, cancellationToken)
            .ConfigureAwait(false);
        await context.Store.ChangeAsync(JobChange.Stored(job, location, context.Now), cancellationToken).ConfigureAwait(false);
        return job with { Location = location };
    }

    private async Task TellAsync(VideoJob job, CancellationToken cancellationToken)
    {
        var scope = context.Services.CreateAsyncScope();
        await using var _ = scope.ConfigureAwait(false);
        if (scope.ServiceProvider.GetService<IVideoHandler>() is not { } handler)
            return;

        await (job.State switch
        {
            VideoJobState.Succeeded => handler.CompletedAsync(new FinishedVideo(job, storage), cancellationToken),
            VideoJobState.OutcomeUnknown => handler.OutcomeUnknownAsync(job, cancellationToken),
            _ => handler.FailedAsync(job, cancellationToken),
        }).ConfigureAwait(false);
    }
}
