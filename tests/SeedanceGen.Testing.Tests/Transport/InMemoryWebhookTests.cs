using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Transport;

/// <summary>Webhooks of a mock in memory, and webhooks beside faults on both transports.</summary>
public sealed class InMemoryWebhookTests
{
    [Fact]
    public async Task A_mock_in_memory_calls_webhooks_and_repeats_them_in_virtual_time()
    {
        using var clock = new VirtualTimeProvider();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var mock = SeedanceMock.InMemory(
            new() { TimeProvider = clock, Lifecycle = JobLifecycle.Immediately, Webhook = new() { DroppedAttempts = 3 } });
        using var api = new ApiCaller(mock);

        await api.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await mock.WaitForWebhooksAsync();

        (await receiver.NextAsync()).Body.ShouldContain("succeeded");
        clock.Elapsed.ShouldBe(new TimeSpan(0, 2, 35));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_webhook_overtakes_a_spoiled_response_too(bool onSocket)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var options =
            new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately, Webhook = new() { IsSentBeforeResponse = true } };
        await using var mock = onSocket ? await SeedanceMockServer.StartAsync(options) : SeedanceMock.InMemory(options);
        using var api = new ApiCaller(mock);
        mock.Given().Respond(MockFault.ConnectionReset().AfterProcessing());
        mock.Given().Respond(MockFault.HtmlPage().AfterProcessing());

        await Should.ThrowAsync<HttpRequestException>(() => api.SubmitAsync(Requests.WithWebhook(receiver.Url)));
        receiver.Waiting.ShouldBe(1);
        await api.SubmitAsync(Requests.WithWebhook(receiver.Url + "/other"));
        receiver.Waiting.ShouldBe(2);
    }

    [Fact]
    public async Task A_caller_that_leaves_while_a_webhook_overtakes_the_response_in_memory_never_gets_it()
    {
        var release = new TaskCompletionSource();
        await using var receiver = await WebhookReceiver.StartAsync(_ => release.Task);
        await using var mock = SeedanceMock.InMemory(new()
        {
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { IsSentBeforeResponse = true },
            IgnoredViolations = [MockViolationKind.DoubleCharge],
        });
        await using var client = mock.CreateClient();
        using var leaving = new CancellationTokenSource();
        var request = VideoRequest.Seedance20("A river").WithWebhookUrl(receiver.Url).Build();

        var submission = client.SubmitAsync(request, leaving.Token);
        await receiver.NextAsync();
        await leaving.CancelAsync();
        await Should.ThrowAsync<Exception>(() => submission);
        mock.Journal.Entries[0].Loss.ShouldBe("the caller had gone");
        release.SetResult();
        await client.SubmitAsync(request);
        await mock.WaitForWebhooksAsync();

        mock.Violations.ShouldHaveSingleItem().Kind.ShouldBe(MockViolationKind.DoubleCharge);
    }
}
