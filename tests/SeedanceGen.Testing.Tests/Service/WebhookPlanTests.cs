using System.Text.Json.Nodes;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class WebhookPlanTests
{
    [Fact]
    public async Task A_webhook_can_overtake_the_response_that_it_belongs_to()
    {
        var told = false;
        var toldFirst = false;
        await using var receiver = await WebhookReceiver.StartAsync(_ =>
        {
            toldFirst = !Volatile.Read(ref told);
            return Task.CompletedTask;
        });
        await using var server = await SeedanceMockServer.StartAsync(
            new() { Lifecycle = JobLifecycle.Immediately, Webhook = new() { IsSentBeforeResponse = true } });
        using var api = new ApiCaller(server);

        var requestId = await api.StartJobAsync(Requests.WithWebhook(receiver.Url));
        Volatile.Write(ref told, true);

        toldFirst.ShouldBeTrue();
        server.Webhooks.ShouldHaveSingleItem().RequestId.ShouldBe(requestId);
    }

    [Fact]
    public async Task A_receiver_that_waits_for_the_response_it_overtook_gets_it()
    {
        var responded = new TaskCompletionSource();
        await using var receiver = await WebhookReceiver.StartAsync(_ => responded.Task);
        await using var server = await SeedanceMockServer.StartAsync(
            new() { Lifecycle = JobLifecycle.Immediately, Webhook = new() { IsSentBeforeResponse = true } });
        using var api = new ApiCaller(server);

        await api.SubmitAsync(Requests.WithWebhook(receiver.Url)).WaitAsync(TimeSpan.FromSeconds(30));
        responded.SetResult();
        await server.WaitForWebhooksAsync();

        server.Webhooks.ShouldHaveSingleItem().IsDelivered.ShouldBeTrue();
    }

    [Fact]
    public async Task Duplicates_come_after_the_result_was_taken_and_are_the_same()
    {
        using var clock = new VirtualTimeProvider();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            TimeProvider = clock,
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { Duplicates = 2, DuplicateDelay = TimeSpan.FromMinutes(1) },
        });
        using var api = new ApiCaller(server);

        await api.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await server.WaitForWebhooksAsync();

        server.Webhooks.Select(delivery => delivery.Kind).ShouldBe([WebhookKind.Result, WebhookKind.Duplicate, WebhookKind.Duplicate]);
        server.Webhooks.Select(delivery => delivery.Body).Distinct().Count().ShouldBe(1);
        receiver.Waiting.ShouldBe(3);
        clock.Elapsed.ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_lost_webhook_is_never_sent_and_is_no_violation()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        using var api = new ApiCaller(server);
        var job = server.GetJob(await api.StartJobAsync(Requests.WithWebhook(receiver.Url)));

        job.Webhook = new() { IsDropped = true };
        job.Succeed();
        await server.WaitForWebhooksAsync();

        server.Webhooks.ShouldHaveSingleItem().Outcome.ShouldBe(WebhookOutcome.DroppedByPlan);
        receiver.Waiting.ShouldBe(0);
        server.Verify();
    }

    [Fact]
    public async Task Forged_bodies_come_before_the_genuine_one_and_differ_from_it_as_they_say()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { ForgedWebhooks = [.. ForgedWebhook.All, ForgedWebhook.Of("hello")] },
        });
        using var api = new ApiCaller(server);

        var requestId = await api.StartJobAsync(Requests.WithWebhook(receiver.Url));
        await server.WaitForWebhooksAsync();

        var bodies = new List<string>();
        for (var i = 0; i < 6; i++)
            bodies.Add((await receiver.NextAsync()).Body);
        var genuine = JsonNode.Parse(bodies[5])!;
        genuine["requestId"]!.GetValue<string>().ShouldBe(requestId);
        JsonNode.Parse(bodies[0])!["requestId"]!.GetValue<string>().ShouldNotBe(requestId);
        JsonNode.Parse(bodies[1])!["requestId"]!.GetValue<string>().ShouldBe(requestId);
        JsonNode.Parse(bodies[1])!["status"]!.GetValue<string>().ShouldBe("failed");
        Should.Throw<System.Text.Json.JsonException>(() => JsonNode.Parse(bodies[2]));
        bodies[3].Length.ShouldBeGreaterThan(1 << 20);
        bodies[4].ShouldBe("hello");
        server.Webhooks.Select(delivery => delivery.Kind).ShouldBe([.. Enumerable.Repeat(WebhookKind.Forged, 5), WebhookKind.Result]);
    }

    [Fact]
    public async Task Two_jobs_report_in_the_reverse_of_the_order_in_which_they_ended()
    {
        using var clock = new VirtualTimeProvider(autoAdvance: false);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new() { TimeProvider = clock, Lifecycle = JobLifecycle.Manually });
        using var api = new ApiCaller(server);
        var first = server.GetJob(await api.StartJobAsync(Requests.WithWebhook(receiver.Url)));
        var second = server.GetJob(await api.StartJobAsync(Requests.WithWebhook(receiver.Url)));

        first.Webhook = new() { AfterNext = TimeSpan.FromMinutes(1) };
        first.Succeed();
        await server.WaitForWebhooksAsync();
        server.Webhooks.ShouldBeEmpty();
        second.Succeed();
        while (server.Webhooks.Count < 2)
            await server.WaitForWebhooksAsync();

        server.Webhooks.Select(delivery => delivery.RequestId).ShouldBe([second.RequestId, first.RequestId]);
        clock.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_webhook_that_waits_comes_at_its_time(bool forAnother)
    {
        using var clock = new VirtualTimeProvider(autoAdvance: false);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            TimeProvider = clock,
            Lifecycle = JobLifecycle.Immediately,
            WebhookFor = _ => forAnother ? new() { AfterNext = TimeSpan.FromMinutes(1) } : new() { Delay = TimeSpan.FromMinutes(1) },
        });
        using var api = new ApiCaller(server);
        await api.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await server.WaitForWebhooksAsync();

        clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        await server.WaitForWebhooksAsync();
        server.Webhooks.ShouldBeEmpty();
        server.Violations.ShouldHaveSingleItem().Kind.ShouldBe(MockViolationKind.UndeliveredWebhook);
        clock.Advance(TimeSpan.FromTicks(1));
        await server.WaitForWebhooksAsync();

        server.Webhooks.ShouldHaveSingleItem().IsDelivered.ShouldBeTrue();
        server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_that_cannot_be_chosen_is_told_and_the_webhook_goes_out()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Lifecycle = JobLifecycle.Immediately,
            WebhookFor = _ => throw new InvalidOperationException("no plan"),
            IgnoredViolations = [MockViolationKind.UndeliveredWebhook],
        });
        using var api = new ApiCaller(server);

        await api.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await server.WaitForWebhooksAsync();

        server.Violations.ShouldHaveSingleItem().Message.ShouldContain("no plan");
        server.Webhooks.ShouldHaveSingleItem().IsDelivered.ShouldBeTrue();
    }

    [Fact]
    public async Task A_refused_submission_has_no_webhook()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately, Balance = 0 });
        using var api = new ApiCaller(server);
        using var stranger = new ApiCaller(server, "another");

        await api.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await stranger.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await server.WaitForWebhooksAsync();

        server.Webhooks.ShouldBeEmpty();
        receiver.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_name_is_never_looked_up()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(server);

        await api.SubmitAsync(Requests.WithWebhook($"http://localhost:{receiver.Url.Port}/hook"));
        await api.SubmitAsync(Requests.WithWebhook($"http://loopback:{receiver.Url.Port}/hook"));
        await server.WaitForWebhooksAsync();

        server.Webhooks.Count.ShouldBe(2);
        server.Webhooks.ShouldAllBe(delivery => delivery.IsDelivered);
    }

    public static TheoryData<WebhookPlan> Impossible => new()
    {
        new WebhookPlan { Delay = TimeSpan.FromTicks(-1) },
        new WebhookPlan { AfterNext = TimeSpan.FromTicks(-1) },
        new WebhookPlan { DuplicateDelay = TimeSpan.FromTicks(-1) },
        new WebhookPlan { RetryDelays = [TimeSpan.FromTicks(-1)] },
        new WebhookPlan { AttemptTimeout = TimeSpan.Zero },
        new WebhookPlan { AttemptTimeout = TimeSpan.FromDays(60) },
        new WebhookPlan { Duplicates = -1 },
        new WebhookPlan { DroppedAttempts = -1 },
        new WebhookPlan { ForgedWebhooks = null! },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task An_impossible_plan_is_refused_where_it_is_given(WebhookPlan plan)
    {
        await Should.ThrowAsync<ArgumentException>(() => SeedanceMockServer.StartAsync(new() { Webhook = plan }));
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        var job = server.GetJob(await api.StartJobAsync());

        Should.Throw<ArgumentException>(() => job.Webhook = plan);
    }
}
