using System.Text;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class MockEngineTests
{
    [Fact]
    public async Task A_webhook_waits_until_the_response_that_caused_it_is_on_its_way()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var engine = new MockEngine(new() { Lifecycle = JobLifecycle.Immediately });

        var response = engine.Respond(Submission(Requests.WithWebhook(receiver.Url)));
        var idle = engine.Webhooks.WhenIdleAsync(CancellationToken.None);

        idle.IsCompleted.ShouldBeFalse();
        receiver.Waiting.ShouldBe(0);
        response.Afterwards.ShouldNotBeNull().Invoke();
        await idle;
        engine.Webhooks.Deliveries.ShouldHaveSingleItem().IsDelivered.ShouldBeTrue();
    }

    [Fact]
    public async Task A_webhook_that_becomes_due_when_the_server_has_stopped_is_given_up()
    {
        var engine = new MockEngine(new() { Lifecycle = JobLifecycle.Immediately });
        var response = engine.Respond(Submission(Requests.WithWebhook("http://127.0.0.1:1/hook")));

        await engine.DisposeAsync();
        response.Afterwards!();

        engine.Webhooks.Deliveries.ShouldHaveSingleItem().Problem.ShouldBe("not delivered: the mock server was stopped");
        await engine.Webhooks.WhenIdleAsync(CancellationToken.None);
    }

    private static MockRequest Submission(string body)
    {
        var headers = new HeaderDictionary
        {
            ["Authorization"] = "Bearer " + SeedanceMockOptions.DefaultApiKey,
            ["Content-Type"] = "application/json",
        };
        return new MockRequest("POST", "/api/open/v1/video/generations", headers, Encoding.UTF8.GetBytes(body));
    }
}
