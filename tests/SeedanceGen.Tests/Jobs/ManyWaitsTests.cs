using System.Diagnostics;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Telemetry;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Jobs;

/// <summary>
/// Thousands of waits on one client: what each of them holds, and what they share. Alone, because memory belongs to the process.
/// </summary>
[Collection(ListeningAlone.Name)]
[PastTheProxy("Ten thousand waits are counted in bytes and in timers, which a way of milliseconds for each read would be part of.")]
public sealed class ManyWaitsTests
{
    private const int Waits = 10_000;
    private const int MostBytesPerWait = 2048;

    private static readonly WaitOptions Steady = new() { PollInterval = TimeSpan.FromSeconds(15), Timeout = TimeSpan.FromDays(1) };

    private readonly StepClock _clock = new();

    [Fact]
    public async Task Ten_thousand_waits_share_one_timer_and_hold_little_memory()
    {
        var handler = new CountingHandler(_clock);
        await using var client = handler.CreateClient();
        await StartAsync(client, handler, 100);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var waits = await StartAsync(client, handler, Waits);
        var perWait = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Waits;

        Console.WriteLine(FormattableString.Invariant($"{perWait:0} bytes for each of {Waits} waits"));
        perWait.ShouldBeLessThanOrEqualTo(MostBytesPerWait);
        _clock.PendingPauses.ShouldBe(1);
        waits.ShouldAllBe(wait => !wait.IsCompleted);
        GC.KeepAlive(waits);
    }

    [Fact]
    public async Task The_first_polls_of_many_waits_wait_for_their_turn_too()
    {
        var handler = new CountingHandler(_clock);
        await using var client = handler.CreateClient(maxPollsPerSecond: 50);
        var waits = Enumerable.Range(0, 400).Select(number => client.WaitAsync($"req_{number}", Steady)).ToList();

        handler.Reads.ShouldBeEmpty();
        for (var rings = 1; _clock.Elapsed < TimeSpan.FromSeconds(4); rings++)
        {
            _clock.RingNext().ShouldBeTrue();
            handler.Reads.Count.ShouldBeLessThanOrEqualTo(rings);
            rings.ShouldBeLessThanOrEqualTo(202);
        }

        waits.ShouldAllBe(wait => !wait.IsCompleted);
    }

    [Fact]
    public void Polls_per_second_are_capped_and_webhooks_do_not_break_the_cap()
    {
        using var scheduler = new SeedanceGen.Jobs.PollScheduler(_clock.Time, maxPollsPerSecond: 50);
        var pauses = Enumerable.Range(0, 400)
            .Select(number => scheduler.PauseAsync(scheduler.Announce($"req_{number}"), TimeSpan.FromHours(1), default)).ToList();
        for (var number = 0; number < pauses.Count; number++)
            scheduler.Wake($"req_{number}");

        var perSecond = new Dictionary<long, int>();
        for (var ended = 0; ended < pauses.Count;)
        {
            _clock.RingNext().ShouldBeTrue();
            var now = pauses.Count(pause => pause.IsCompleted);
            var second = (long)_clock.Elapsed.TotalSeconds;
            perSecond[second] = perSecond.GetValueOrDefault(second) + now - ended;
            ended = now;
        }

        perSecond.Values.Max().ShouldBe(50);
        _clock.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(7.9), TimeSpan.FromSeconds(8.1));
    }

    [Fact]
    public async Task The_work_of_a_wait_does_not_grow_with_their_number()
    {
        var few = await SettingsPerReadAsync(1_000);
        var many = await SettingsPerReadAsync(Waits);

        // Ten times as many waits; how many pauses are set while the timer of an earlier one fires is left to chance.
        many.ShouldBeLessThan(few * 2);
    }

    [Fact]
    public async Task A_client_that_is_disposed_of_leaves_no_wait_behind()
    {
        var handler = new CountingHandler(_clock);
        var client = handler.CreateClient();
        var waits = await StartAsync(client, handler, 10);

        await client.DisposeAsync();

        foreach (var wait in waits)
            await wait.WaitAsync(TimeSpan.FromSeconds(30)).ShouldThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task A_pause_of_months_is_a_pause()
    {
        using var clock = new SeedanceGen.Testing.VirtualTimeProvider(autoAdvance: false);
        using var scheduler = new SeedanceGen.Jobs.PollScheduler(clock, maxPollsPerSecond: null);

        var pause = scheduler.PauseAsync(scheduler.Announce("req_1"), TimeSpan.FromDays(36_500), default);
        clock.Advance(TimeSpan.FromDays(36_499));
        pause.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromDays(2));
        await pause.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Timer settings for each read: each pause that ends sets the one timer for the next.</summary>
    private static async Task<double> SettingsPerReadAsync(int count)
    {
        var clock = new StepClock();
        var handler = new CountingHandler(clock) { ReadsUntilEnd = 3 };
        await using var client = handler.CreateClient();
        var all = Enumerable.Range(0, count).Select(number => client.WaitAsync($"req_{number}", Steady)).ToList();
        await clock.RunAsync(() => Task.WhenAll(all));
        return clock.Timers.Set / (double)handler.Reads.Count;
    }

    /// <summary>Begins waits, and comes back when all of them pause.</summary>
    private static async Task<List<Task<VideoGeneration>>> StartAsync(SeedanceClient client, CountingHandler handler, int count)
    {
        var reads = handler.Reads.Count + count;
        var waits = new List<Task<VideoGeneration>>(count);
        for (var number = 0; number < count; number++)
            waits.Add(client.WaitAsync($"req_{reads}_{number}", Steady));
        for (var begin = Stopwatch.GetTimestamp(); handler.Reads.Count < reads && Stopwatch.GetElapsedTime(begin).TotalSeconds < 30;)
            await Task.Yield();
        return waits;
    }
}
