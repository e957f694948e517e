using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class WebhookRetryTests
{
    private static readonly double[] DefaultSchedule = [0, 5, 35, 155, 755];

    [Fact]
    public async Task A_webhook_that_is_refused_comes_again_on_its_schedule_until_it_is_taken()
    {
        var time = new FakeTimeProvider();
        var start = time.GetUtcNow();
        var calls = 0;
        await using var receiver = await WebhookReceiver.StartAsync(response =>
        {
            response.StatusCode = Interlocked.Increment(ref calls) < 4 ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status200OK;
            return Task.CompletedTask;
        });
        await using var server = await SeedanceMockServer.StartAsync(new() { TimeProvider = time, Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(server);

        await api.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await server.WaitForWebhooksAsync();
        foreach (var pause in server.Webhooks.Count == 1 ? new[] { 5, 30, 120, 600 } : [])
        {
            time.Advance(TimeSpan.FromSeconds(pause));
            await server.WaitForWebhooksAsync();
        }

        server.Webhooks.Select(delivery => (delivery.SentAt - start).TotalSeconds).ShouldBe(DefaultSchedule.Take(4));
        server.Webhooks.Select(delivery => delivery.Attempt).ShouldBe([1, 2, 3, 4]);
        server.Webhooks.Select(delivery => delivery.Outcome).ShouldBe(
            [WebhookOutcome.Rejected, WebhookOutcome.Rejected, WebhookOutcome.Rejected, WebhookOutcome.Delivered]);
        server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_retry_is_not_a_moment_early()
    {
        var time = new FakeTimeProvider();
        await using var receiver = await WebhookReceiver.StartAsync(StatusCodes.Status500InternalServerError);
        await using var server = await SeedanceMockServer.StartAsync(
            new()
            {
                TimeProvider = time,
                Lifecycle = JobLifecycle.Immediately,
                IgnoredViolations = [MockViolationKind.UndeliveredWebhook]
            });
        using var api = new ApiCaller(server);
        await api.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await server.WaitForWebhooksAsync();

        time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        await server.WaitForWebhooksAsync();
        server.Webhooks.Count.ShouldBe(1);
        time.Advance(TimeSpan.FromTicks(1));
        await server.WaitForWebhooksAsync();

        server.Webhooks.Count.ShouldBe(2);
    }

    [Fact]
    public async Task On_a_clock_that_jumps_all_retries_take_no_time_and_the_end_is_a_violation()
    {
        using var clock = new VirtualTimeProvider();
        var start = clock.GetUtcNow();
        var gone = await WebhookReceiver.StartAsync();
        var url = gone.Url;
        await gone.DisposeAsync();
        var server = await SeedanceMockServer.StartAsync(new() { TimeProvider = clock, Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(server);

        await api.SubmitAsync(Requests.WithWebhook(url));
        await server.WaitForWebhooksAsync();

        server.Webhooks.Select(delivery => (delivery.SentAt - start).TotalSeconds).ShouldBe(DefaultSchedule);
        server.Webhooks.ShouldAllBe(delivery => delivery.Outcome == WebhookOutcome.Failed && delivery.StatusCode == null);
        var failure = await Should.ThrowAsync<SeedanceMockException>(async () => await server.DisposeAsync());
        failure.Violations.ShouldHaveSingleItem().Kind.ShouldBe(MockViolationKind.UndeliveredWebhook);
        failure.Message.ShouldContain("did not arrive in 5 attempts");
        failure.Message.ShouldNotContain(url.AbsolutePath);
    }

    [Fact]
    public async Task A_receiver_that_does_not_respond_is_given_up_in_virtual_time()
    {
        using var clock = new VirtualTimeProvider();
        var release = new TaskCompletionSource();
        await using var receiver = await WebhookReceiver.StartAsync(_ => release.Task);
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            TimeProvider = clock,
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { RetryDelays = [] },
            IgnoredViolations = [MockViolationKind.UndeliveredWebhook],
        });
        using var api = new ApiCaller(server);

        await api.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await server.WaitForWebhooksAsync();

        var attempt = server.Webhooks.ShouldHaveSingleItem();
        attempt.Outcome.ShouldBe(WebhookOutcome.Failed);
        (attempt.Timestamp - attempt.SentAt).ShouldBe(TimeSpan.FromSeconds(10));
        release.SetResult();
    }

    [Fact]
    public async Task Attempts_that_are_lost_on_their_way_count_as_failed()
    {
        using var clock = new VirtualTimeProvider();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = clock, Lifecycle = JobLifecycle.Immediately, Webhook = new() { DroppedAttempts = 2 } });
        using var api = new ApiCaller(server);

        await api.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await server.WaitForWebhooksAsync();

        server.Webhooks.Select(delivery => delivery.Outcome).ShouldBe(
            [WebhookOutcome.DroppedByPlan, WebhookOutcome.DroppedByPlan, WebhookOutcome.Delivered]);
        receiver.Waiting.ShouldBe(1);
        clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(35));
    }
}
