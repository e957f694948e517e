using System.Globalization;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Faults.Schedules;

namespace SeedanceGen.Tests.Faults;

/// <summary>
/// Random faults, cancellations and options over submit, wait and download, in virtual time. A schedule that fails says its seed; the
/// variable <c>SEEDANCE_SCHEDULE_SEED</c> runs that one alone.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ScheduleTests : IDisposable
{
    private const string SeedVariable = "SEEDANCE_SCHEDULE_SEED";
    private const int FirstSeed = 20_260_101;
    private const int MostLate = 3;

#if NET10_0_OR_GREATER
    private const int All = 10_000;
#else
    /// <summary>The code is the same for both frameworks, and the platform's part of it is what the fault matrix goes through.</summary>
    private const int All = 500;
#endif

    /// <summary>The proxy takes its time.</summary>
    private static readonly int Count = ProxiedRun.IsOn ? 500 : All;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-schedules-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Under_ten_thousand_random_schedules_nothing_is_paid_twice_lost_or_half_written()
    {
        var outcomes = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var seed)
            ? await RunAsync(seed, count: 1)
            : await RunAsync(FirstSeed, Count);

        if (outcomes.Sum(outcome => outcome.Value) == Count)
            Reached(outcomes);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public Task Random_schedules_lose_nothing_in_every_culture(string culture) => Task.Run(async () =>
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        await RunAsync(FirstSeed - Count, count: Math.Min(300, Count / 4));
    });

    /// <summary>A test of faults that never come to pass would prove nothing.</summary>
    private static void Reached(Dictionary<string, int> outcomes)
    {
        var all = string.Join(' ', outcomes.Keys);
        foreach (var type in new[]
                 {
                     typeof(SubmissionOutcomeUnknownException), typeof(SeedanceRateLimitException), typeof(SeedanceAuthenticationException),
                     typeof(SeedanceConnectionException), typeof(GenerationFailedException), typeof(GenerationTimeoutException),
                     typeof(GenerationWaitCanceledException), typeof(OperationCanceledException),
                 })
        {
            all.ShouldContain(type.Name);
        }

        outcomes["ok ok ok "].ShouldBeGreaterThan(Count / 10);
    }

    private Task<Dictionary<string, int>> RunAsync(int firstSeed, int count) => Task.Run(async () =>
    {
        var outcomes = new Dictionary<string, int>();
        var late = 0;
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            var (violations, story, outcome) = await RunOnceAsync(seed);

            // The clock cannot see that the machine holds up a delay before it listens to its token (StepClock), and a timeout that fires
            // then is missed: the wait is longer, and the next time it is not.
            if (violations is [var only] && only.StartsWith(ScheduleRun.TooLong, StringComparison.Ordinal) && ++late <= MostLate)
                (violations, story, outcome) = await RunOnceAsync(seed);
            violations.ShouldBeEmpty(
                $"{SeedVariable}={seed} dotnet test --filter {nameof(ScheduleTests)}\n{string.Join('\n', violations)}\n"
                + $"{string.Join('\n', story)}\n{outcome}");
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        return outcomes;
    });

    private async Task<(IReadOnlyList<string> Violations, IReadOnlyList<string> Story, string Outcome)> RunOnceAsync(int seed)
    {
        using var run = new ScheduleRun(new Schedule(seed), _folder.FullName);
        return (await run.RunAsync(), run.Story, run.Outcome);
    }
}
