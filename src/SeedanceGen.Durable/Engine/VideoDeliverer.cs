using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Engine;

/// <summary>
/// Stores the videos of a shard's jobs that have ended, and tells the application's handler. A job that is being delivered has a lease, so
/// that no other worker delivers it meanwhile; when its worker is gone, the job is due again at the end of the lease.
/// </summary>
internal sealed class VideoDeliverer(JobContext context, IVideoStorage storage) : IDisposable
{
    private const int Batch = 4;

    private readonly SemaphoreSlim _lanes = new(context.Options.MaxConcurrentDeliveries);

    /// <summary>Delivers some jobs of a shard.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> RunAsync(int shard, CancellationToken cancellationToken)
    {
        // Takes only as many jobs as can be delivered now, so that none waits here with a lease.
        var lanes = await EnterAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<VideoJob> due = [];
        var now = context.Now;
        var leaseEnd = now + DeliveryLease.Duration;
        try
        {
            due = await context.Store.ClaimDeliveriesAsync(shard, now, leaseEnd, lanes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (lanes > due.Count)
                _lanes.Release(lanes - due.Count);
        }

        await Task.WhenAll(due.Select(job => DeliverInLaneAsync(job, leaseEnd, cancellationToken))).ConfigureAwait(false);
        return due.Count;
    }

    public void Dispose() => _lanes.Dispose();

    /// <summary>Waits for a delivery to end, when too many are under way.</summary>
    /// <returns>How many may begin.</returns>
    private async Task<int> EnterAsync(CancellationToken cancellationToken)
    {
        await _lanes.WaitAsync(cancellationToken).ConfigureAwait(false);
        var lanes = 1;
        while (lanes < Batch && _lanes.Wait(0, CancellationToken.None))
            lanes++;
        return lanes;
    }

    private async Task DeliverInLaneAsync(VideoJob job, DateTimeOffset leaseEnd, CancellationToken cancellationToken)
    {
        try
        {
            await DeliverAsync(job, leaseEnd, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _lanes.Release();
        }
    }

    private async Task DeliverAsync(VideoJob job, DateTimeOffset leaseEnd, CancellationToken cancellationToken)
    {
        using var span = JobTelemetry.Begin("deliver", job);
        var lease = new DeliveryLease(context, job, leaseEnd);
        await using var _ = lease.ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
        try
        {
            var stored = await StoreAsync(job, lease, stop.Token).ConfigureAwait(false);
            await TellAsync(stored, stop.Token).ConfigureAwait(false);
            // Without a token, so that a handler that was told is not told again when the worker stops in this moment.
            await lease.EndAsync(JobChange.Told(stored, context.Now), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (!stop.IsCancellationRequested)
        {
            context.Logger.DeliveryFailed(problem, job.Key);
            var again = JobChange.DeliveredAgain(job, problem.Message, context.RetryAt(job.Tries), context.Now);
            await lease.EndAsync(again, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The job is another worker's, or is due again already.
            context.Logger.DeliveryLost(job.Key);
        }
        catch (Exception)
        {
            // The worker stops. Another one need not wait for the end of the lease.
            await lease.EndAsync(JobChange.DeliveryDue(job, context.Now), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<VideoJob> StoreAsync(VideoJob job, DeliveryLease lease, CancellationToken cancellationToken)
    {
        if (job.State != VideoJobState.Succeeded || job.Location is not null)
            return job;

        var generation = job.Generation!;
        if (JobState.Of(generation).VideoLink is null)
            generation = await context.Client.GetAsync(job.RequestId!, cancellationToken).ConfigureAwait(false);
        var location = await storage.SaveAsync(job with { Generation = generation }, context.Client, cancellationToken)
            .ConfigureAwait(false);
        if (!await lease.RenewAsync(JobChange.Stored(job, location, context.Now), cancellationToken).ConfigureAwait(false))
            throw new OperationCanceledException(lease.Lost);
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
