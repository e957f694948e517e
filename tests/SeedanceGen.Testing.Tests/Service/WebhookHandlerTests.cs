using System.Net;
using System.Text.Json.Nodes;

namespace SeedanceGen.Testing.Tests.Service;

/// <summary>Webhooks to an application that has no socket.</summary>
public sealed class WebhookHandlerTests
{
    private const string Production = "https://shop.example/webhooks/seedance?order=17";

    [Fact]
    public async Task A_webhook_to_the_host_of_production_comes_to_the_application_under_test_when_its_job_ends()
    {
        using var time = new VirtualTimeProvider();
        using var application = new Application();
        await using var mock = SeedanceMock.InMemory(
            new() { TimeProvider = time, Lifecycle = JobLifecycle.After(TimeSpan.FromMinutes(10)), WebhookHandler = () => application });
        await using var client = mock.CreateClient();

        var job = await client.SubmitAsync(Requested());
        await job.WaitAsync();
        await mock.WaitForWebhooksAsync();

        var (address, headers, body) = application.Received.ShouldHaveSingleItem();
        address.ShouldBe(new Uri(Production));
        headers.Contains("Authorization", StringComparison.OrdinalIgnoreCase).ShouldBeFalse(headers);
        JsonNode.Parse(body)!["requestId"]!.GetValue<string>().ShouldBe(job.Id);
        var delivery = mock.Webhooks.ShouldHaveSingleItem();
        delivery.IsDelivered.ShouldBeTrue();
        delivery.SentAt.ShouldBe(mock.GetJob(job.Id).AcceptedAt + TimeSpan.FromMinutes(10));
        mock.Keys.ShouldNotHaveLeaked();
    }

    [Fact]
    public async Task An_application_that_refuses_or_is_not_there_gets_the_attempts_of_the_plan()
    {
        using var time = new VirtualTimeProvider();
        using var application = new Application();
        Application? started = null;
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            TimeProvider = time,
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { RetryDelays = [TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)] },
            WebhookHandler = () => started ?? throw new InvalidOperationException("The application has not started."),
        });
        await using var client = server.CreateClient();
        application.Respond = _ => Task.FromResult(new HttpResponseMessage(
            application.Received.Count == 1 ? HttpStatusCode.InternalServerError : HttpStatusCode.NoContent));

        await client.SubmitAsync(Requested());
        while (server.Webhooks.Count == 0)
            await Task.Yield();
        started = application;
        await server.WaitForWebhooksAsync();

        server.Webhooks.Select(delivery => delivery.Outcome)
            .ShouldBe([WebhookOutcome.Failed, WebhookOutcome.Rejected, WebhookOutcome.Delivered]);
        server.Webhooks[0].Problem.ShouldBe("not delivered: The application has not started.");
        (server.Webhooks[2].SentAt - server.Webhooks[0].SentAt).ShouldBe(TimeSpan.FromMinutes(61));
    }

    [Fact]
    public async Task An_application_that_never_responds_is_given_up_on_the_clock_of_the_mock()
    {
        using var time = new VirtualTimeProvider(autoAdvance: false);
        var never = new TaskCompletionSource<HttpResponseMessage>();
        var asked = new TaskCompletionSource();
        using var application = new Application();
        application.Respond = _ =>
        {
            asked.SetResult();
            return never.Task;
        };
        await using var mock = SeedanceMock.InMemory(new()
        {
            TimeProvider = time,
            Strict = false,
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { RetryDelays = [], AttemptTimeout = TimeSpan.FromMinutes(2) },
            WebhookHandler = () => application,
        });
        await using var client = mock.CreateClient();

        await client.SubmitAsync(Requested());
        await asked.Task;
        mock.Webhooks.ShouldBeEmpty();
        time.Advance(TimeSpan.FromMinutes(2));
        await mock.WaitForWebhooksAsync();

        mock.Webhooks.ShouldHaveSingleItem().Problem.ShouldBe("not delivered: no response within 00:02:00");
    }

    [Fact]
    public async Task A_redirect_is_a_refusal_and_a_handler_that_follows_one_fails_the_attempt()
    {
        var follows = false;
        using var application = new Application();
        application.Respond = request =>
        {
            if (follows)
                request.RequestUri = new Uri("https://elsewhere.example/hook?secret=1");
            return Task.FromResult(new HttpResponseMessage(follows ? HttpStatusCode.OK : HttpStatusCode.Redirect)
            {
                RequestMessage = request,
                Headers = { Location = new Uri("https://elsewhere.example/hook?secret=1") },
            });
        };
        await using var mock = SeedanceMock.InMemory(new()
        {
            Strict = false,
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { RetryDelays = [] },
            WebhookHandler = () => application,
        });
        await using var client = mock.CreateClient();

        await client.SubmitAsync(Requested());
        await mock.WaitForWebhooksAsync();
        follows = true;
        await client.SubmitAsync(Requested());
        await mock.WaitForWebhooksAsync();

        mock.Webhooks.Select(delivery => delivery.Outcome).ShouldBe([WebhookOutcome.Rejected, WebhookOutcome.Failed]);
        mock.Webhooks[1].Problem!.ShouldContain("followed a redirect to https://elsewhere.example;");
        mock.Violations.Count(violation => violation.Kind == MockViolationKind.UndeliveredWebhook).ShouldBe(2);
    }

    [Fact]
    public async Task After_a_reset_webhooks_come_to_the_application_as_before()
    {
        using var application = new Application();
        await using var mock = SeedanceMock.InMemory(
            new() { Lifecycle = JobLifecycle.Immediately, WebhookHandler = () => application });
        await using var client = mock.CreateClient();

        await client.SubmitAsync(Requested());
        await mock.WaitForWebhooksAsync();
        await mock.ResetAsync();
        await client.SubmitAsync(Requested());
        await mock.WaitForWebhooksAsync();

        application.Received.Count.ShouldBe(2);
        application.IsDisposed.ShouldBeFalse("the handler is the test's");
    }

    private static VideoGenerationRequest Requested() => VideoRequest.Seedance20("A river").WithWebhookUrl(new Uri(Production)).Build();

    /// <summary>An application in memory; it takes every webhook unless <see cref="Respond"/> says otherwise.</summary>
    private sealed class Application : HttpMessageHandler
    {
        public List<(Uri Address, string Headers, string Body)> Received { get; } = [];

        public Func<HttpRequestMessage, Task<HttpResponseMessage>> Respond { get; set; } =
            _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));

        public bool IsDisposed { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(CancellationToken.None);
            Received.Add((request.RequestUri!, request.Headers.ToString(), body));
            return await Respond(request);
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
