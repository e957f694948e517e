using Quartz;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Engine;

/// <summary>The work on one shard.</summary>
internal sealed class ShardWork(
    JobContext context, JobPoller poller, JobSubmitter submitter, VideoDeliverer deliverer) : IDisposable
{
    /// <summary>
    /// How long a worker holds a shard before another may have it. A worker that was stopped for as long gives the shard up when it wakes.
    /// </summary>
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(8);

    /// <summary>How long a worker holds a shard that is more than its share, so that the other workers get theirs.</summary>
    private static readonly TimeSpan ShortHold = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly int[] _held = new int[Enum.GetValues<ShardLane>().Length];

    /// <summary>Works on a lane of a shard for a while.</summary>
    public async Task HoldAsync(ShardLane lane, int shard, IScheduler scheduler, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, cancellationToken);
        var held = Interlocked.Increment(ref _held[(int)lane]);
        try
        {
            await context.Store.SeeLaneAsync(lane.ToString(), shard, context.Now, stop.Token).ConfigureAwait(false);
            if (lane == ShardLane.Submit)
                await ParkAsync(shard, DateTimeOffset.MaxValue, stop.Token).ConfigureAwait(false);
            if (lane == ShardLane.Poll)
                await poller.FindCandidatesAsync(shard, stop.Token).ConfigureAwait(false);
            var share = await ShareAsync(scheduler, stop.Token).ConfigureAwait(false);
            var hold = new Deadline(context.Clock, held > share ? ShortHold : Hold);
            while (!hold.HasPassed && !stop.IsCancellationRequested)
            {
                if (await RunAsync(lane, shard, stop.Token).ConfigureAwait(false) == 0)
                    await Task.Delay(context.Options.IdleDelay, context.Clock, stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The worker stops; what it claimed is settled.
        }
        catch (Exception problem)
        {
            context.Logger.StoreFailed(problem);
            await Task.Delay(context.Options.RetryDelay, context.Clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            Interlocked.Decrement(ref _held[(int)lane]);
        }
    }

    /// <summary>
    /// Works once on each lane of a shard that no worker has had for long. Another worker may have it all the same and stand still in it:
    /// each step of a job allows for that.
    /// </summary>
    /// <param name="leftSince">Since when nothing has looked at the lane.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task SweepAsync(DateTimeOffset leftSince, CancellationToken cancellationToken)
    {
        foreach (var lane in Enum.GetValues<ShardLane>())
        {
            var left = await context.Store.LeftShardsAsync(lane.ToString(), StatesOf(lane), leftSince, cancellationToken)
                .ConfigureAwait(false);
            foreach (var shard in left)
            {
                context.Logger.Swept(lane.ToString(), shard);
                if (lane == ShardLane.Submit)
                    await ParkAsync(shard, leftSince, cancellationToken).ConfigureAwait(false);
                await RunAsync(lane, shard, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Begins no more work. Calls that were sent go on to their end.</summary>
    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    private Task<int> RunAsync(ShardLane lane, int shard, CancellationToken cancellationToken) => lane switch
    {
        ShardLane.Poll => poller.RunAsync(shard, cancellationToken),
        ShardLane.Submit => submitter.RunAsync(shard, cancellationToken),
        _ => deliverer.RunAsync(shard, cancellationToken),
    };

    private static VideoJobState[] StatesOf(ShardLane lane) => lane switch
    {
        ShardLane.Poll => [VideoJobState.Submitted],
        ShardLane.Submit => [VideoJobState.Queued, VideoJobState.Submitting],
        _ => LedgerSql.Delivered,
    };

    /// <summary>How many shards of a lane are this worker's share. If one worker had all of them, its stop would stop them all.</summary>
    private static async Task<int> ShareAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var nodes = await scheduler.QueryClusterNodes(cancellationToken).ConfigureAwait(false);
        var workers = Math.Max(1, nodes.Count(node => node.State != ClusterNodeState.Failed));
        return (JobText.ShardCount + workers - 1) / workers;
    }

    /// <summary>
    /// This worker has the shard, so a job that another one was submitting has lost its worker. If that worker lives after all, its own
    /// write settles the job.
    /// </summary>
    private async Task ParkAsync(int shard, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var state = SeedanceClient.SubmissionsHaveIdempotencyKey ? VideoJobState.Queued : VideoJobState.OutcomeUnknown;
        var parked = await context.Store.ParkAsync(shard, state, before, context.Now, cancellationToken).ConfigureAwait(false);
        if (parked > 0)
            context.Logger.Parked(parked, shard, state);
    }
}
