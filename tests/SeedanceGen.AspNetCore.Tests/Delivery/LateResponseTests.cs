using System.Net;
using SeedanceGen.AspNetCore.Tests.Support;

namespace SeedanceGen.AspNetCore.Tests.Delivery;

/// <summary>An endpoint that responds when the handler has the job.</summary>
public sealed class LateResponseTests
{
    [Fact]
    public async Task The_response_comes_after_the_handler()
    {
        await using var scene = await WebhookScene.StartAsync(options => options.RespondsAfterHandler = true);
        var (started, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        scene.Handler = (_, _) =>
        {
            started.TrySetResult();
            return release.Task;
        };

        var response = scene.PostAsync("order-17", WebhookScene.Naming(await scene.FinishedJobAsync()));
        await started.Task.WaitAsync(WebhookScene.Limit);
        response.IsCompleted.ShouldBeFalse();
        release.SetResult();

        (await response.WaitAsync(WebhookScene.Limit)).ShouldBe(HttpStatusCode.Accepted);
        (await scene.NextAsync()).Reference.ShouldBe("order-17");
    }

    [Fact]
    public async Task A_handler_that_throws_makes_the_sender_come_back()
    {
        await using var scene = await WebhookScene.StartAsync(options => options.RespondsAfterHandler = true);
        var calls = 0;
        scene.Handler = (_, _) => calls++ == 0 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask;
        var body = WebhookScene.Naming(await scene.FinishedJobAsync());

        (await scene.PostAsync("order-17", body)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await scene.PostAsync("order-17", body)).ShouldBe(HttpStatusCode.Accepted);

        (await scene.DrainAsync()).ShouldHaveSingleItem().Reference.ShouldBe("order-17");
    }

    [Fact]
    public async Task A_handler_that_takes_long_makes_the_sender_come_back()
    {
        await using var scene = await WebhookScene.StartAsync(options => options.RespondsAfterHandler = true);
        var release = new TaskCompletionSource();
        scene.Handler = (_, _) => release.Task;

        var response = scene.PostAsync("order-17", WebhookScene.Naming(await scene.FinishedJobAsync()));
        var limit = await scene.NextRetryAsync();
        limit.DueTime.ShouldBe(TimeSpan.FromSeconds(10));
        limit.Fire();

        (await response.WaitAsync(WebhookScene.Limit)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        release.SetResult();
        (await scene.NextAsync()).Reference.ShouldBe("order-17");
    }

    [Fact]
    public async Task A_webhook_of_a_job_that_the_service_does_not_know_is_over_at_once()
    {
        await using var scene = await WebhookScene.StartAsync(options => options.RespondsAfterHandler = true);

        (await scene.PostAsync("order-17", WebhookScene.Naming("req_unknown"))).ShouldBe(HttpStatusCode.Accepted);
        (await scene.DrainAsync()).ShouldBeEmpty();
    }
}
