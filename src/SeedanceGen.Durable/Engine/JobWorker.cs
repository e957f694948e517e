using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Engine;

/// <summary>
/// Opens the store when the host starts, and runs the scheduler in a process that works on jobs. The scheduler says which worker of the
/// cluster has which shard; the ledger says what is to be done.
/// </summary>
internal sealed class JobWorker(JobContext context, SubmissionRecorder recorder, ShardWork work) : BackgroundService
{
    /// <summary>The name of the scheduler, the same in each process of a cluster.</summary>
    public const string SchedulerName = "seedance-jobs";

    /// <summary>How often the worker counts the jobs of the store, and sweeps it.</summary>
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(15);

    /// <summary>How long a job may be due before the sweep works on it.</summary>
    private static readonly TimeSpan OverdueAfter = TimeSpan.FromMinutes(5);

    private const int RemovedAtATime = 500;

    private static readonly JobKey[] Shards =
    [
        .. from lane in Enum.GetValues<ShardLane>()
           from shard in Enumerable.Range(0, JobText.ShardCount)
           select ShardJob.KeyOf(lane, shard),
    ];

    private IScheduler? _scheduler;
    private JobTelemetry? _telemetry;
    private VideoQueueTotals? _totals;
    private long _totalsAt;

    /// <summary>The figures of the store, at most 15 seconds old, without the number of handled jobs.</summary>
    public async Task<VideoQueueTotals> GetTotalsAsync(CancellationToken cancellationToken)
    {
        if (_totals is { } known && context.Clock.GetElapsedTime(Volatile.Read(ref _totalsAt)) < SweepInterval)
            return known;
        await context.Store.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await CountAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await context.Store.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (context.Options.RunsJobs)
        {
            // Before any shard is parked, so that no person needs to look for the ids that the files have.
            await recorder.RecoverAsync(cancellationToken).ConfigureAwait(false);
            await context.Store.RunAloneAsync(() => StartSchedulerAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        _telemetry = new JobTelemetry(() => _totals, context.Clock);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void Dispose()
    {
        _telemetry?.Dispose();
        base.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        work.Stop();
        if (_scheduler is not null)
            // The scheduler waits for its jobs; the host's time to stop ends that wait too.
            await _scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken).AsTask().WaitAsync(cancellationToken)
                .ConfigureAwait(false);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepInterval, context.Clock);
        var sweep = Task.CompletedTask;
        try
        {
            do
            {
                await TryAsync(() => CountAsync(stoppingToken), stoppingToken).ConfigureAwait(false);
                // A sweep tells handlers too, and waits for them. Meanwhile the store is counted, and no other sweep begins.
                if (_scheduler is not null && sweep.IsCompleted)
                    sweep = TryAsync(() => SweepAsync(_scheduler, stoppingToken), stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        finally
        {
            await sweep.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Runs a part of the loop, which the next round tries again when the store fails.</summary>
    private async Task TryAsync(Func<Task> part, CancellationToken stopping)
    {
        try
        {
            await part().ConfigureAwait(false);
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            context.Logger.StoreFailed(problem);
        }
    }

    private async Task<VideoQueueTotals> CountAsync(CancellationToken cancellationToken)
    {
        var began = context.Clock.GetTimestamp();
        var totals = await context.Store.GetTotalsAsync(withHandled: false, cancellationToken).ConfigureAwait(false);
        _totals = totals;
        Volatile.Write(ref _totalsAt, began);
        return totals;
    }

    private async Task StartSchedulerAsync(CancellationToken cancellationToken)
    {
        _scheduler = context.Services.GetRequiredKeyedService<IScheduler>(SchedulerName);
        foreach (var key in Shards)
            await ScheduleAsync(_scheduler, key, cancellationToken).ConfigureAwait(false);
        await _scheduler.Start(cancellationToken).ConfigureAwait(false);
    }

    private static async Task ScheduleAsync(IScheduler scheduler, JobKey key, CancellationToken cancellationToken)
    {
        var trigger = new TriggerKey(key.Name, key.Group);
        if (await scheduler.GetTrigger(trigger, cancellationToken).ConfigureAwait(false) is not null)
            return;
        await scheduler.ScheduleJob(
            JobBuilder.Create<ShardJob>().WithIdentity(key).RequestRecovery().Build(),
            TriggerBuilder.Create().WithIdentity(trigger)
                .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromSeconds(1)).RepeatForever()).Build(),
            cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Restarts schedules that have stopped, and works on shards that no worker has.</summary>
    private async Task SweepAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        foreach (var key in Shards)
        {
            var trigger = new TriggerKey(key.Name, key.Group);
            var state = await scheduler.GetTriggerState(trigger, cancellationToken).ConfigureAwait(false);
            if (state is not (TriggerState.Error or TriggerState.None))
                continue;
            context.Logger.Restarted(trigger.ToString());
            if (state == TriggerState.Error)
                await scheduler.ResetTriggerFromErrorState(trigger, cancellationToken).ConfigureAwait(false);
            else
                await ScheduleAsync(scheduler, key, cancellationToken).ConfigureAwait(false);
        }

        await work.SweepAsync(context.Now - OverdueAfter, cancellationToken).ConfigureAwait(false);
        if (context.Options.RemoveHandledAfter is { } age)
            await RemoveAsync(context.Now - age, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes jobs in small steps, so that no other step waits for long.</summary>
    private async Task RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var removed = 0;
        int last;
        do
        {
            last = await context.Store.RemoveHandledAsync(before, RemovedAtATime, cancellationToken).ConfigureAwait(false);
            removed += last;
        }
        while (last == RemovedAtATime);
        if (removed > 0)
            context.Logger.Removed(removed);
    }
}

/// <summary>
/// What the scheduler runs: one job for each shard and lane, on one worker of the cluster at a time. Its group is the lane, and its name
/// the shard.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class ShardJob(ShardWork work) : IJob
{
    public static JobKey KeyOf(ShardLane lane, int shard) => new(shard.ToString(CultureInfo.InvariantCulture), lane.ToString());

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var key = context.JobDetail.Key;
        return new ValueTask(work.HoldAsync(
            Enum.Parse<ShardLane>(key.Group), int.Parse(key.Name, CultureInfo.InvariantCulture), context.Scheduler, cancellationToken));
    }
}
