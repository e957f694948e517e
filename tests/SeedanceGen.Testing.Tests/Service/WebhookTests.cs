using System.Text.Json.Nodes;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class WebhookTests
{
    [Fact]
    public async Task The_final_result_is_posted_once_and_equals_what_a_read_says()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync(Requests.WithWebhook(receiver.Url));

        for (var i = 0; i < 5; i++)
            await api.GetAsync(requestId);
        await server.WaitForWebhooksAsync();

        var (body, headers) = await receiver.NextAsync();
        JsonNode.DeepEquals(JsonNode.Parse(body), (await api.GetAsync(requestId)).Json).ShouldBeTrue(body);
        headers["Content-Type"].ShouldStartWith("application/json");
        headers.ContainsKey("Authorization").ShouldBeFalse();
        receiver.Waiting.ShouldBe(0);
        var delivery = server.Webhooks.ShouldHaveSingleItem();
        delivery.RequestId.ShouldBe(requestId);
        delivery.IsDelivered.ShouldBeTrue();
        delivery.Problem.ShouldBeNull();
        delivery.Body.ShouldBe(body);
    }

    [Theory]
    [InlineData("immediately", "succeeded")]
    [InlineData("fail", "failed")]
    [InlineData("cancel", "cancelled")]
    [InlineData("by hand", "succeeded")]
    public async Task Every_kind_of_end_is_reported(string how, string expected)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(
            new() { Lifecycle = how == "immediately" ? JobLifecycle.Immediately : JobLifecycle.Manually });
        using var api = new ApiCaller(server);
        var job = server.GetJob(await api.StartJobAsync(Requests.WithWebhook(receiver.Url)));

        if (how == "fail")
            job.Fail("code", "message");
        if (how == "cancel")
            await api.CancelAsync(job.RequestId);
        if (how == "by hand")
            job.Succeed();

        JsonNode.Parse((await receiver.NextAsync()).Body)!["status"]!.GetValue<string>().ShouldBe(expected);
    }

    [Fact]
    public async Task A_job_by_time_reports_its_end_without_a_read()
    {
        using var time = new VirtualTimeProvider(autoAdvance: false);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = time, Lifecycle = JobLifecycle.After(TimeSpan.FromMinutes(3)) });
        using var api = new ApiCaller(server);
        await api.SubmitAsync(Requests.WithWebhook(receiver.Url));

        time.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromTicks(1));
        await server.WaitForWebhooksAsync();
        server.Webhooks.ShouldBeEmpty();
        time.Advance(TimeSpan.FromTicks(1));
        await server.WaitForWebhooksAsync();

        JsonNode.Parse((await receiver.NextAsync()).Body)!["status"]!.GetValue<string>().ShouldBe("succeeded");
        server.Webhooks.ShouldHaveSingleItem().Timestamp.ShouldBe(time.GetUtcNow());
    }

    [Theory]
    [InlineData("https://your-app.com/webhooks/seedance", "not delivered: not a loopback address")]
    [InlineData("http://192.168.0.1/hook", "not delivered: not a loopback address")]
    [InlineData("http://127.0.0.1.example.com/hook", "not delivered: not a loopback address")]
    [InlineData("file:///etc/hosts", "not delivered: neither http nor https")]
    public async Task A_webhook_to_anywhere_else_is_withheld_and_says_so(string url, string problem)
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(server);

        await api.SubmitAsync(Requests.WithWebhook(url));

        var delivery = server.Webhooks.ShouldHaveSingleItem();
        delivery.Problem.ShouldBe(problem);
        delivery.IsDelivered.ShouldBeFalse();
        delivery.StatusCode.ShouldBeNull();
        delivery.Body.ShouldContain("\"status\":\"succeeded\"");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await WebhookReceiver.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(response =>
        {
            response.StatusCode = 307;
            response.Location = elsewhere.Url;
            return Task.CompletedTask;
        });
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { RetryDelays = [] },
            IgnoredViolations = [MockViolationKind.UndeliveredWebhook]
        });
        using var api = new ApiCaller(server);

        await api.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await server.WaitForWebhooksAsync();

        server.Webhooks.ShouldHaveSingleItem().StatusCode.ShouldBe(307);
        elsewhere.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_receiver_that_refuses_or_is_not_there_is_recorded()
    {
        var gone = await WebhookReceiver.StartAsync();
        var goneUrl = gone.Url;
        await gone.DisposeAsync();
        await using var refusing = await WebhookReceiver.StartAsync(statusCode: 500);
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { RetryDelays = [] },
            IgnoredViolations = [MockViolationKind.UndeliveredWebhook]
        });
        using var api = new ApiCaller(server);

        await api.SubmitAsync(Requests.WithWebhook(refusing.Url));
        await server.WaitForWebhooksAsync();
        await api.SubmitAsync(Requests.WithWebhook(goneUrl));
        await server.WaitForWebhooksAsync();

        server.Webhooks.Select(delivery => delivery.StatusCode).ShouldBe([500, null]);
        server.Webhooks.ShouldAllBe(delivery => !delivery.IsDelivered);
        server.Webhooks[1].Problem!.ShouldStartWith("not delivered: ");
    }

    [Fact]
    public async Task Stopping_the_server_does_not_wait_for_a_receiver_that_never_responds()
    {
        var release = new TaskCompletionSource();
        await using var receiver = await WebhookReceiver.StartAsync(_ => release.Task);
        var server = await SeedanceMockServer.StartAsync(new()
        {
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { RetryDelays = [] },
            IgnoredViolations = [MockViolationKind.UndeliveredWebhook]
        });
        using var api = new ApiCaller(server);
        await api.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await receiver.NextAsync();

        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        server.Webhooks.ShouldHaveSingleItem().Problem.ShouldBe("not delivered: the mock server was stopped");
        release.SetResult();
    }

    [Fact]
    public async Task Of_parallel_polls_one_causes_the_webhook()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.AfterPolls(0) });
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync(Requests.WithWebhook(receiver.Url));

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => api.StatusAsync(requestId))));
        await server.WaitForWebhooksAsync();

        server.Webhooks.Count.ShouldBe(1);
    }
}
