using System.Net;
using SeedanceGen.AspNetCore.Tests.Support;

namespace SeedanceGen.AspNetCore.Tests.Delivery;

public sealed class QueueTests
{
    [Fact]
    public async Task When_the_queue_is_full_the_sender_is_asked_to_come_back()
    {
        await using var scene = await WebhookScene.StartAsync(options => options.QueueCapacity = 1);
        var release = new TaskCompletionSource();
        scene.Handler = (_, _) => release.Task;
        var first = WebhookScene.Naming(await scene.FinishedJobAsync());
        var second = WebhookScene.Naming(await scene.FinishedJobAsync());
        (await scene.PostAsync("order-17", first)).ShouldBe(HttpStatusCode.Accepted);

        (await scene.PostAsync("order-18", second)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await scene.PostAsync("order-17", first)).ShouldBe(HttpStatusCode.Accepted, "a repetition takes no room");
        release.SetResult();

        (await scene.DrainAsync()).ShouldHaveSingleItem().Reference.ShouldBe("order-17");
    }

    [Fact]
    public async Task No_more_jobs_are_read_at_a_time_than_allowed()
    {
        await using var scene = await WebhookScene.StartAsync(options => options.MaxConcurrency = 2);
        var (now, most) = (0, 0);
        scene.Handler = async (_, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
        };
        for (var i = 0; i < 12; i++)
            await scene.PostAsync("order-17", WebhookScene.Naming(await scene.FinishedJobAsync()));

        (await scene.DrainAsync()).Count.ShouldBe(12);
        most.ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task A_stop_waits_for_the_handler()
    {
        await using var scene = await WebhookScene.StartAsync();
        var (started, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        scene.Handler = (_, _) =>
        {
            started.TrySetResult();
            return release.Task;
        };
        await scene.PostAsync("order-17", WebhookScene.Naming(await scene.FinishedJobAsync()));
        await started.Task.WaitAsync(WebhookScene.Limit);

        var stop = scene.DrainAsync();
        stop.IsCompleted.ShouldBeFalse();
        release.SetResult();

        (await stop).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_stop_gives_what_failed_its_last_attempt()
    {
        await using var scene = await WebhookScene.StartAsync();
        var calls = 0;
        scene.Handler = (_, _) => calls++ == 0 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask;
        await scene.PostAsync("order-17", WebhookScene.Naming(await scene.FinishedJobAsync()));
        await scene.NextRetryAsync();

        (await scene.DrainAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_handler_is_cancelled_when_the_hosts_time_is_up()
    {
        await using var scene = await WebhookScene.StartAsync();
        var (started, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        scene.Handler = async (_, cancellationToken) =>
        {
            started.TrySetResult();
            await using (cancellationToken.Register(cancelled.SetResult))
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        };
        await scene.PostAsync("order-17", WebhookScene.Naming(await scene.FinishedJobAsync()));
        await started.Task.WaitAsync(WebhookScene.Limit);

        await scene.Host.StopAsync(new CancellationToken(canceled: true)).WaitAsync(WebhookScene.Limit);

        await cancelled.Task.WaitAsync(WebhookScene.Limit);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
