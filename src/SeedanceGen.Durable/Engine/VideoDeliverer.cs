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

    /// <summary>How long after a worker's last sign another one delivers its jobs.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LeaseRenewal = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _lanes = new(context.Options.MaxConcurrentDeliveries);

    private DateTimeOffset LeaseEnd => context.Now + Lease;

    /// <summary>Delivers some jobs of a shard.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> RunAsync(int shard, CancellationToken cancellationToken)
    {
        // No job is taken that would wait here for others.
        var lanes = await EnterAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<VideoJob> due = [];
        try
        {
            due = await context.Store.ClaimDeliveriesAsync(shard, context.Now, LeaseEnd, lanes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (lanes > due.Count)
                _lanes.Release(lanes - due.Count);
        }

        await Task.WhenAll(due.Select(job => DeliverInLaneAsync(job, cancellationToken))).ConfigureAwait(false);
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

    private async Task DeliverInLaneAsync(VideoJob job, CancellationToken cancellationToken)
    {
        try
        {
            await DeliverAsync(job, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _lanes.Release();
        }
    }

    private async Task DeliverAsync(VideoJob job, CancellationToken cancellationToken)
    {
        using var ended = new CancellationTokenSource();
        var renewal = RenewAsync(job, ended.Token);
        try
        {
            var stored = await StoreAsync(job, cancellationToken).ConfigureAwait(false);
            await TellAsync(stored, cancellationToken).ConfigureAwait(false);
            await EndAsync().ConfigureAwait(false);
            // A handler that was told is not told again because the worker stops in this moment.
            await context.Store.ChangeAsync(JobChange.Told(stored, context.Now), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            await EndAsync().ConfigureAwait(false);
            context.Logger.DeliveryFailed(problem, job.Key);
            await context.Store.ChangeAsync(
                JobChange.DeliveredAgain(job, problem.Message, context.RetryAt(job.Tries), context.Now), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The worker stops. Another one need not wait for the end of the lease.
            await EndAsync().ConfigureAwait(false);
            await context.Store.ChangeAsync(JobChange.DeliveryDue(job, context.Now), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        finally
        {
            await EndAsync().ConfigureAwait(false);
        }

        async Task EndAsync()
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await renewal.ConfigureAwait(false);
        }
    }

    /// <summary>Renews the lease until the delivery has ended. Nothing that the store throws leaves it.</summary>
    private async Task RenewAsync(VideoJob job, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(LeaseRenewal, context.Clock);
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(ended).ConfigureAwait(false);
                await context.Store.ChangeAsync(JobChange.DeliveryDue(job, LeaseEnd), ended).ConfigureAwait(false);
            }
            catch (Exception) when (ended.IsCancellationRequested)
            {
                // The delivery has ended, and a renewal that was under way with it.
            }
            catch (Exception problem)
            {
                context.Logger.StoreFailed(problem);
            }
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
        await context.Store.ChangeAsync(JobChange.Stored(job, location, LeaseEnd, context.Now), cancellationToken).ConfigureAwait(false);
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
