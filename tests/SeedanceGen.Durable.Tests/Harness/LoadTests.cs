using System.Globalization;
using Xunit.Abstractions;

namespace SeedanceGen.Durable.Tests.Harness;

/// <summary>Many jobs to their ends, measured. README.md has the command of the large run.</summary>
[Trait("Category", "Slow")]
public sealed class LoadTests(ITestOutputHelper output)
{
    [PostgreSqlFact]
    public async Task Many_jobs_reach_their_ends_once_each_with_few_connections()
    {
        var asked = Environment.GetEnvironmentVariable("SEEDANCE_LOAD") is { Length: > 0 } number
            ? int.Parse(number, CultureInfo.InvariantCulture)
            : 0;
        var plan = asked > 0
            ? new LoadPlan(asked)
            : new LoadPlan(Jobs: 200, Workers: 2) { WarmUp = 20, JobSeconds = 1, PollSeconds = 1, Limit = TimeSpan.FromMinutes(3) };
        await using var run = new LoadRun(plan);

        // Each wait in it has a limit; this one holds whatever they are waits for.
        var figures = await run.RunAsync().WaitAsync(plan.Limit + TimeSpan.FromMinutes(2));

        output.WriteLine(figures.ToString());
        figures.Service.Accepted.ShouldBe(plan.WarmUp + plan.Jobs);
        figures.Service.AcceptedTwice.ShouldBe(0);
        figures.Connections.ShouldBeInRange(1, 8);
        // A small run is made beside other tests, and most of its time is that of the start.
        if (asked == 0)
            return;

        (figures.WorkerMilliseconds / plan.Jobs).ShouldBeLessThan(3);
        figures.SeenDuringEnqueue[1].ShouldBeLessThan(2 * plan.PollSeconds);
        figures.EnqueueSeconds.ShouldBeLessThan(Math.Max(1, 10 * plan.Jobs / 100_000.0));
    }
}
