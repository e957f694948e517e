using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Time;

public sealed class ClockTests
{
    [Fact]
    public async Task A_clock_that_is_moved_by_hand_moves_jobs_when_it_is_moved()
    {
        using var clock = new VirtualTimeProvider(autoAdvance: false);
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = clock, Lifecycle = JobLifecycle.After(TimeSpan.FromMinutes(4)) });
        using var api = new ApiCaller(server);
        var job = server.GetJob(await api.StartJobAsync());

        clock.Advance(TimeSpan.FromMinutes(2));
        job.Status.ShouldBe(GenerationStatus.Processing);
        clock.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
        job.Status.ShouldBe(GenerationStatus.Processing);
        clock.Advance(TimeSpan.FromTicks(1));

        job.Status.ShouldBe(GenerationStatus.Succeeded);
        job.Transitions[^1].Timestamp.ShouldBe(job.AcceptedAt.AddMinutes(4));
    }

    [Fact]
    public void Timers_run_in_their_order_at_their_own_time_before_an_advance_returns()
    {
        using var clock = new VirtualTimeProvider(autoAdvance: false);
        var rung = new List<TimeSpan>();
        using var late = clock.CreateTimer(_ => rung.Add(clock.Elapsed), null, TimeSpan.FromSeconds(7), Timeout.InfiniteTimeSpan);
        using var ticking = clock.CreateTimer(_ => rung.Add(clock.Elapsed), null, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));

        clock.Advance(TimeSpan.FromSeconds(10));

        rung.Select(time => time.TotalSeconds).ShouldBe([3, 6, 7, 9]);
        clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_timer_that_was_disposed_of_cannot_be_set_again()
    {
        using var clock = new VirtualTimeProvider(autoAdvance: false);
        var rings = 0;
        var timer = clock.CreateTimer(_ => rings++, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Dispose();
        timer.Dispose();

        timer.Change(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)).ShouldBeFalse();

        clock.Advance(TimeSpan.FromSeconds(10));
        rings.ShouldBe(0);
        clock.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public void A_clock_does_not_go_beyond_what_a_date_can_say()
    {
        using var clock = new VirtualTimeProvider(autoAdvance: false);
        clock.Advance(TimeSpan.FromSeconds(1));

        Should.Throw<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.MaxValue)).ParamName.ShouldBe("time");

        clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task On_the_real_clock_a_job_ends_when_its_time_is_over()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(
            new() { Lifecycle = JobLifecycle.After(TimeSpan.FromMilliseconds(30)) });
        using var api = new ApiCaller(server);
        var job = server.GetJob(await api.StartJobAsync(Requests.WithWebhook(receiver.Url)));

        await receiver.NextAsync();

        job.Status.ShouldBe(GenerationStatus.Succeeded);
        (job.Transitions[^1].Timestamp - job.AcceptedAt).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(15));
    }

    [Fact]
    public async Task A_cancel_and_the_end_by_time_have_one_winner_and_one_webhook()
    {
        for (var i = 0; i < 25; i++)
        {
            var time = HesitantTime.Create();
            await using var receiver = await WebhookReceiver.StartAsync();
            await using var server = await SeedanceMockServer.StartAsync(
                new() { TimeProvider = time, Lifecycle = JobLifecycle.After(TimeSpan.FromMilliseconds(5)) });
            using var api = new ApiCaller(server);
            var job = server.GetJob(await api.StartJobAsync(Requests.WithWebhook(receiver.Url)));

            var responses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => api.CancelAsync(job.RequestId))));
            var (body, _) = await receiver.NextAsync();
            await server.WaitForWebhooksAsync();

            var cancelled = responses.Count(response => response.StatusCode == System.Net.HttpStatusCode.OK);
            job.Status.ShouldBe(cancelled == 1 ? GenerationStatus.Cancelled : GenerationStatus.Succeeded);
            cancelled.ShouldBeLessThan(2);
            body.ShouldContain($"\"status\":\"{job.Status}\"");
            server.Webhooks.Count.ShouldBe(1);
        }
    }
}
