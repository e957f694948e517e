using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Readme;

public sealed class WebhookExampleTests
{
    [Fact]
    public async Task The_example_runs()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            TimeProvider = new VirtualTimeProvider(),
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { DroppedAttempts = 1, Duplicates = 1, ForgedWebhooks = [ForgedWebhook.AnotherStatus] },
            WebhookFor = job => job.Request.Prompt == "A lake" ? new() { IsDropped = true } : null,
        });
        using var api = new ApiCaller(server);

        await api.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await server.WaitForWebhooksAsync();

        server.Webhooks.Select(delivery => (delivery.Kind, delivery.IsDelivered)).ShouldBe([
            (WebhookKind.Forged, true), (WebhookKind.Result, false), (WebhookKind.Result, true), (WebhookKind.Duplicate, true)]);
    }
}
