using Xunit.Abstractions;

namespace SeedanceGen.Durable.Tests.Harness;

/// <summary>Workers that are killed and stopped, and a database that is restarted. README.md has the command of the large run.</summary>
[Trait("Category", "Slow")]
public sealed class CrashTests(ITestOutputHelper output)
{
    [PostgreSqlFact]
    public Task No_job_is_accepted_twice_or_lost_when_workers_are_killed_and_stopped() => AssertAsync(
        new CrashPlan("PostgreSQL", Seed: 17, Jobs: 300, Workers: 3, Kills: 3, Stops: 1, Restarts: 1)
        {
            StopTime = TimeSpan.FromSeconds(20),
        });

    [Fact]
    public Task No_job_is_accepted_twice_or_lost_when_the_only_worker_is_killed() => AssertAsync(
        new CrashPlan("SQLite", Seed: 17, Jobs: 300, Workers: 1, Kills: 3, Stops: 0, Restarts: 0));

    private async Task AssertAsync(CrashPlan plan)
    {
        plan = plan.OrAsAsked();
        await using var run = new CrashRun(plan);
        // Each wait in it has a limit; this one holds whatever they are waits for.
        await run.RunAsync().WaitAsync(plan.Limit + TimeSpan.FromMinutes(2));
        output.WriteLine(run.Report);

        run.Service.Accepted.Where(key => key.Value > 1).ShouldBeEmpty(run.Report);
        run.Service.Accepted.Count.ShouldBe(plan.Jobs);
        run.LongestStandstill.ShouldBeLessThan(plan.MostStandstill, run.Report);
    }
}
