using System.Globalization;
using Xunit.Abstractions;

namespace SeedanceGen.Durable.Tests.Harness;

/// <summary>Many jobs to their ends, measured. README.md has the command of the large run.</summary>
[Trait("Category", "Slow")]
public sealed class LoadTests(ITestOutputHelper output)
{
    /// <summary>How much more than in proportion a larger run may take: ten times the jobs, at most twelve times the time.</summary>
    private const double MostGrowth = 1.2;

    [PostgreSqlFact]
    public async Task Many_jobs_reach_their_ends_once_each_with_few_connections()
    {
        if (Environment.GetEnvironmentVariable("SEEDANCE_LOAD") is not { Length: > 0 } asked)
        {
            // It is made beside other tests, and most of its time is that of the start.
            await RunAsync(new LoadPlan(Jobs: 200, Workers: 2)
            {
                WarmUp = 20,
                JobSeconds = 1,
                PollSeconds = 1,
                Limit = TimeSpan.FromMinutes(3),
            });
            return;
        }

        LoadFigures? before = null;
        List<string> over = [];
        foreach (var jobs in asked.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)))
        {
            var plan = new LoadPlan(jobs);
            var figures = await RunAsync(plan);
            Limit("seconds until an end was seen, p99", figures.SeenDuringEnqueue[1], 2 * plan.PollSeconds);
            Limit("seconds to enqueue", figures.EnqueueSeconds, Math.Max(1, 10 * jobs / 100_000.0));
            // In a small run the programs are still being compiled.
            if (jobs >= 100_000)
                Limit("milliseconds of processor time a job", figures.WorkerMilliseconds / jobs, 3);
            if (before is not null)
                Limit("growth of the time", figures.Seconds / before.Seconds, MostGrowth * jobs / before.Jobs);
            before = figures;

            void Limit(string name, double value, double limit)
            {
                if (value > limit)
                    over.Add(FormattableString.Invariant($"{jobs} jobs, {name}: {value:0.00}, limit {limit:0.00}"));
            }
        }

        // All figures are measured before one that is over its limit fails the test: a run takes long.
        over.ShouldBeEmpty();
    }

    private async Task<LoadFigures> RunAsync(LoadPlan plan)
    {
        await using var run = new LoadRun(plan);

        // Each wait in it has a limit; this one holds whatever they are waits for.
        var figures = await run.RunAsync().WaitAsync(plan.Limit + TimeSpan.FromMinutes(2));

        output.WriteLine(figures.ToString());
        figures.Service.Accepted.ShouldBe(plan.WarmUp + plan.Jobs);
        figures.Service.AcceptedTwice.ShouldBe(0);
        figures.Connections.ShouldBeInRange(1, 8);
        return figures;
    }
}
