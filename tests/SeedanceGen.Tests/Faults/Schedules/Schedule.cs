using SeedanceGen.Testing;

namespace SeedanceGen.Tests.Faults.Schedules;

/// <summary>What one seed makes of a client, a service, a job and a caller.</summary>
internal sealed class Schedule
{
    public Schedule(int seed)
    {
        Seed = seed;
        Random = new Random(seed);
        Lifecycle = Random.Next(10) switch
        {
            0 => JobLifecycle.Manually,
            1 => JobLifecycle.AfterPolls(Random.Next(4)).EndingInFailure("moderated", "No."),
            2 or 3 => JobLifecycle.After(TimeSpan.FromMinutes(40 * Random.NextDouble())),
            _ => JobLifecycle.AfterPolls(Random.Next(7)),
        };
        Wait = new WaitOptions
        {
            Timeout = TimeSpan.FromMinutes(One(1, 10, 30)),
            OnTimeoutOrCancel = One(UnfinishedJobAction.LeaveRunning, UnfinishedJobAction.CancelJob),
            ExpectWebhook = One(false, false, true),
        };
        MaxAttempts = One(1, 2, 4, 8);
        AttemptTimeout = TimeSpan.FromSeconds(One(5, 60));
        TotalTimeout = One(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(3), Timeout.InfiniteTimeSpan);
        MaxPollsPerSecond = One<double?>(null, null, 0.2);
        CancelAfter = Random.Next(3) == 0 ? TimeSpan.FromSeconds(Math.Pow(10, 3.5 * Random.NextDouble()) - 1) : null;
        HasOldFile = Random.Next(2) == 0;
        ToStream = Random.Next(4) == 0;
    }

    public int Seed { get; }

    public Random Random { get; }

    public JobLifecycle Lifecycle { get; }

    public WaitOptions Wait { get; }

    public int MaxAttempts { get; }

    public TimeSpan AttemptTimeout { get; }

    public TimeSpan TotalTimeout { get; }

    public double? MaxPollsPerSecond { get; }

    public TimeSpan? CancelAfter { get; }

    public bool HasOldFile { get; }

    public bool ToStream { get; }

    private T One<T>(params T[] values) => values[Random.Next(values.Length)];
}
