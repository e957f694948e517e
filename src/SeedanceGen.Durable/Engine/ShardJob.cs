using System.Globalization;
using Quartz;

namespace SeedanceGen.Durable.Engine;

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
