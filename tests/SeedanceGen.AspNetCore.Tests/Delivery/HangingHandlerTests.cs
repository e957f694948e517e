using SeedanceGen.AspNetCore.Tests.Support;

namespace SeedanceGen.AspNetCore.Tests.Delivery;

/// <summary>A handler that hangs does not stop the deliveries.</summary>
public sealed class HangingHandlerTests
{
    private const int TimedOut = 3015;
    private const int AllBusy = 3016;

    [Theory]
    [InlineData("honours its token")]
    [InlineData("ignores its token")]
    [InlineData("blocks its thread")]
    public async Task A_handler_that_takes_too_long_is_left_and_the_job_is_delivered_again(string kind)
    {
        await using var scene = await WebhookScene.StartAsync(options => options.MaxConcurrency = 1);
        using var end = new ManualResetEventSlim();
        var hung = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        var calls = 0;
        scene.Handler = (delivered, token) =>
        {
            if (delivered.Reference != "order-17" || Interlocked.Increment(ref calls) > 1)
                return Task.CompletedTask;
            token.Register(cancelled.SetResult);
            if (kind == "blocks its thread")
                end.Wait(WebhookScene.Limit, CancellationToken.None);
            return kind == "honours its token" ? Task.Delay(Timeout.InfiniteTimeSpan, token) : hung.Task;
        };
        await scene.PostAsync("order-17", WebhookScene.Naming(await scene.FinishedJobAsync()));
        var timeout = await scene.NextTimeoutAsync();

        timeout.DueTime.ShouldBe(TimeSpan.FromMinutes(5));
        timeout.Fire();
        var retry = await scene.NextRetryAsync();

        await cancelled.Task.WaitAsync(WebhookScene.Limit);
        await scene.PostAsync("order-18", WebhookScene.Naming(await scene.FinishedJobAsync()));
        (await scene.NextAsync()).Reference.ShouldBe("order-18", "the only worker is free");
        retry.Fire();
        (await scene.NextAsync()).Reference.ShouldBe("order-17");
        scene.Log.Lines.Single(line => line.EventId == TimedOut).Text.ShouldContain("took longer than 300 seconds");
        end.Set();
        hung.SetResult();
    }

    [Fact]
    public async Task A_handler_that_always_hangs_is_given_up_after_the_last_attempt()
    {
        await using var scene = await WebhookScene.StartAsync(options => (options.MaxConcurrency, options.MaxAttempts) = (1, 3));
        using var called = new SemaphoreSlim(0);
        scene.Handler = (_, _) =>
        {
            called.Release();
            return new TaskCompletionSource().Task;
        };
        await scene.PostAsync("order-17", WebhookScene.Naming(await scene.FinishedJobAsync()));

        await TimeOutAsync();
        (await scene.NextRetryAsync()).Fire();
        await TimeOutAsync();
        (await scene.NextRetryAsync()).Fire();
        await TimeOutAsync();
        await scene.Log.WhenLoggedAsync(3010);

        called.CurrentCount.ShouldBe(0, "there is no fourth call");

        // The time limit begins before the handler is called on another thread. It passes only after the call.
        async Task TimeOutAsync()
        {
            var timeout = await scene.NextTimeoutAsync();
            (await called.WaitAsync(WebhookScene.Limit)).ShouldBeTrue("the handler is called");
            timeout.Fire();
        }
    }

    [Fact]
    public async Task A_handler_that_ends_in_time_is_delivered_once_and_its_scope_ends_with_it()
    {
        await using var scene = await WebhookScene.StartAsync();

        await scene.PostAsync("order-17", WebhookScene.Naming(await scene.FinishedJobAsync()));
        await scene.NextAsync();
        (await scene.NextTimeoutAsync()).Fire();

        (await scene.DrainAsync()).ShouldBeEmpty();
        scene.Log.Lines.ShouldNotContain(line => line.EventId == TimedOut);
    }

    [Fact]
    public async Task Workers_that_are_all_busy_for_long_are_told_once()
    {
        await using var scene = await WebhookScene.StartAsync(options => options.MaxConcurrency = 2);
        var release = new TaskCompletionSource();
        scene.Handler = (_, _) => release.Task;
        foreach (var reference in (string[])["order-17", "order-18", "order-19"])
            await scene.PostAsync(reference, WebhookScene.Naming(await scene.FinishedJobAsync()));

        var busy = await scene.NextBusyAsync();
        busy.DueTime.ShouldBe(TimeSpan.FromMinutes(1));
        await scene.NextTimeoutAsync();
        await scene.NextTimeoutAsync();
        busy.Fire();

        scene.Log.Lines.Single(line => line.EventId == AllBusy).Text
            .ShouldContain("All 2 workers have been busy with webhooks for 60 seconds, and 1 webhooks wait.");
        release.SetResult();
        (await scene.DrainAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_worker_that_becomes_free_starts_the_time_again()
    {
        await using var scene = await WebhookScene.StartAsync(options => options.MaxConcurrency = 1);
        await scene.PostAsync("order-17", WebhookScene.Naming(await scene.FinishedJobAsync()));
        await scene.NextAsync();
        var first = await scene.NextBusyAsync();
        await scene.PostAsync("order-18", WebhookScene.Naming(await scene.FinishedJobAsync()));
        await scene.NextAsync();

        (await scene.NextBusyAsync()).ShouldNotBeSameAs(first);
        scene.Log.Lines.ShouldNotContain(line => line.EventId == AllBusy);
    }
}
