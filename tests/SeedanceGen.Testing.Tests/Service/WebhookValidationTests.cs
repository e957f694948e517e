using System.Text.Json.Nodes;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

/// <summary>The mock validates the webhooks that it sends by the callback of the API description.</summary>
public sealed class WebhookValidationTests
{
    private const string Shaped = "The fault of the test, which shapes webhooks by WebhookPlan.Reshape.";

    [Theory]
    [InlineData("status", "\"rendering\"",
        "/status: expected one of \"queued\", \"processing\", \"succeeded\", \"failed\", \"cancelled\", actual \"rendering\" (enum)")]
    [InlineData("requestId", "7", "/requestId: expected a string, actual 7 (type)")]
    [InlineData("requestId", null, "/requestId: expected a value, actual nothing (required)")]
    [InlineData("output", """{"url":"river.mp4"}""", "/output/url: expected the format uri, actual \"river.mp4\" (format)")]
    public async Task A_result_that_breaks_the_contract_is_a_violation_with_place_expectation_and_origin(
        string field, string? json, string what)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var server = await SeedanceMockServer.StartAsync(new()
        {
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new()
            {
                Duplicates = 2,
                Reshape = result =>
                {
                    if (json is null)
                        result.Remove(field);
                    else
                        result[field] = JsonNode.Parse(json);
                },
            },
        });
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync(Requests.WithWebhook(receiver.Url));
        await server.WaitForWebhooksAsync();

        var thrown = await Should.ThrowAsync<SeedanceMockException>(async () => await server.DisposeAsync());

        thrown.Violations.ShouldBe(
            [new MockViolation(MockViolationKind.WebhookViolation, $"the webhook of {requestId} (receiveFinalResult): {what}. {Shaped}")]);
        receiver.Waiting.ShouldBe(3);
    }

    [Fact]
    public async Task The_webhooks_of_the_mock_keep_to_the_contract_and_a_forged_one_is_not_validated()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Lifecycle = JobLifecycle.Manually,
            Webhook = new() { Duplicates = 1, ForgedWebhooks = [.. ForgedWebhook.All, ForgedWebhook.Of("""{"status":7}""")] },
        });
        using var api = new ApiCaller(server);

        server.GetJob(await api.StartJobAsync(Requests.WithWebhook(receiver.Url))).Succeed();
        server.GetJob(await api.StartJobAsync(Requests.WithWebhook(receiver.Url))).Fail("too_dark", "It is night.");
        await api.CancelAsync(await api.StartJobAsync(Requests.WithWebhook(receiver.Url)));
        await server.WaitForWebhooksAsync();

        server.Webhooks.Count(delivery => delivery.Kind == WebhookKind.Forged).ShouldBe(15);
        server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_webhook_that_is_never_sent_is_not_validated()
    {
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { IsDropped = true, Reshape = result => result.Remove("requestId") },
        });
        using var api = new ApiCaller(server);

        await api.StartJobAsync(Requests.WithWebhook("http://127.0.0.1:9/hook"));
        await api.StartJobAsync(Requests.WithWebhook("https://your-app.com/hook"));
        await server.WaitForWebhooksAsync();

        server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_that_a_plan_shapes_and_JSON_cannot_express_is_reported_and_the_webhook_goes_out_unchanged()
    {
        using var clock = new VirtualTimeProvider(autoAdvance: false);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Strict = false,
            TimeProvider = clock,
            Lifecycle = JobLifecycle.After(TimeSpan.FromSeconds(1)),
            Webhook = new() { Reshape = result => result["duration"] = double.NaN },
        });
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync(Requests.WithWebhook(receiver.Url));

        // An exception in the timer that ends the job would end the process.
        clock.Advance(TimeSpan.FromSeconds(1));
        await server.WaitForWebhooksAsync();

        (await receiver.NextAsync()).Body.ShouldContain($"\"requestId\":\"{requestId}\",\"status\":\"succeeded\"");
        server.Violations.ShouldHaveSingleItem().Message.ShouldStartWith(
            $"WebhookPlan.Reshape failed for {requestId}, so its webhook goes out as it was before: ArgumentException: ");
    }

    [Fact]
    public async Task An_exception_of_a_plan_is_reported_and_the_webhook_goes_out()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Strict = false,
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { Reshape = _ => throw new NotSupportedException("no shape") },
        });
        using var api = new ApiCaller(server);

        var requestId = await api.StartJobAsync(Requests.WithWebhook(receiver.Url));
        await server.WaitForWebhooksAsync();

        (await receiver.NextAsync()).Body.ShouldContain(requestId);
        var violation = server.Violations.ShouldHaveSingleItem();
        violation.Kind.ShouldBe(MockViolationKind.WebhookViolation);
        violation.Message.ShouldContain("NotSupportedException: no shape");
    }

    /// <summary>The webhooks of a newer service differ as its responses do.</summary>
    [Theory]
    [InlineData("extra fields")]
    [InlineData("missing optional fields")]
    [InlineData("shuffled properties")]
    [InlineData("all of it at once")]
    public async Task A_webhook_says_under_every_variant_what_a_read_says(string name)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Lifecycle = JobLifecycle.Manually,
            Variant = ApiVariant.All.Single(future => future.Name == name),
        });
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync(Requests.WithWebhook(receiver.Url));

        server.GetJob(requestId).Succeed();

        (await receiver.NextAsync()).Body.ShouldBe((await api.GetAsync(requestId)).Body);
    }
}
