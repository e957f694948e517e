using System.Net.Http.Headers;
using System.Text;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;
using SeedanceGen.Testing.Tests.Support;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Tests.Verification;

public sealed class DoubleChargeTests
{
    private const string OtherOrder = """{ "prompt": "A river", "model": "seedance-2.0" }""";
    private const string OtherJob = """{"model":"seedance-2.0","prompt":"A lake"}""";

    [Theory]
    [InlineData(Requests.Simple)]
    [InlineData(OtherOrder)]
    public async Task A_naive_retry_after_a_lost_response_is_found(string secondBody)
    {
        await using var engine = new MockEngine(new());
        using var http = Client(engine, lost: 1);

        await Should.ThrowAsync<HttpRequestException>(() => SubmitAsync(http, Requests.Simple));
        await SubmitAsync(http, secondBody);

        var violation = engine.Violations.All.ShouldHaveSingleItem();
        violation.Kind.ShouldBe(MockViolationKind.DoubleCharge);
        violation.Message.ShouldContain("req_0000000001");
        violation.Message.ShouldContain("req_0000000002");
        violation.Message.ShouldContain("connection reset before the headers");
        engine.Ledger.TotalCharged.ShouldBe(80);
    }

    [Fact]
    public async Task A_retry_after_an_error_that_hid_the_acceptance_is_found_once()
    {
        await using var engine = new MockEngine(new());
        using var http = new HttpClient(
            new LosingHandler(engine, request => request == 1, isReplaced: true))
        { BaseAddress = new Uri("http://127.0.0.1/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SeedanceMockOptions.DefaultApiKey);

        await Should.ThrowAsync<HttpRequestException>(() => SubmitAsync(http, Requests.Simple));
        await SubmitAsync(http, Requests.Simple);

        engine.Violations.All.ShouldHaveSingleItem().Message.ShouldContain("(status 500)");
        engine.Journal.Entries[0].Delivery.ShouldBe(ResponseDelivery.Replaced);
    }

    [Fact]
    public async Task Two_equal_submissions_that_both_get_a_response_are_two_jobs()
    {
        await using var engine = new MockEngine(new());
        using var http = Client(engine);

        await SubmitAsync(http, Requests.Simple);
        await SubmitAsync(http, Requests.Simple);

        engine.Violations.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_further_retry_is_found_too()
    {
        await using var engine = new MockEngine(new());
        using var http = Client(engine, lost: [1, 2]);

        await Should.ThrowAsync<HttpRequestException>(() => SubmitAsync(http, Requests.Simple));
        await Should.ThrowAsync<HttpRequestException>(() => SubmitAsync(http, Requests.Simple));
        await SubmitAsync(http, Requests.Simple);
        await SubmitAsync(http, Requests.Simple);

        engine.Violations.All.Count(violation => violation.Kind == MockViolationKind.DoubleCharge).ShouldBe(2);
    }

    [Fact]
    public async Task Another_job_after_a_lost_response_is_another_job()
    {
        await using var engine = new MockEngine(new());
        using var http = Client(engine, lost: 1);

        await Should.ThrowAsync<HttpRequestException>(() => SubmitAsync(http, Requests.Simple));
        await SubmitAsync(http, OtherJob);

        engine.Violations.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_retry_after_the_loss_of_a_rejection_costs_nothing_twice()
    {
        await using var engine = new MockEngine(new() { Balance = 10 });
        using var http = Client(engine, lost: 1);

        await Should.ThrowAsync<HttpRequestException>(() => SubmitAsync(http, Requests.Simple));
        engine.Ledger.TopUp(100);
        await SubmitAsync(http, Requests.Simple);

        engine.Violations.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_retry_after_a_timeout_is_found_though_the_server_had_not_noticed_that_the_caller_left()
    {
        var release = new TaskCompletionSource();
        await using var receiver = await WebhookReceiver.StartAsync(_ => release.Task);
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { IsSentBeforeResponse = true },
            IgnoredViolations = [MockViolationKind.DoubleCharge],
        });
        using var api = new ApiCaller(server);
        using var patience = new CancellationTokenSource();
        using var impatient = new HttpClient { BaseAddress = server.BaseAddress };
        impatient.DefaultRequestHeaders.Authorization = new("Bearer", server.ApiKey);
        var body = Requests.WithWebhook(receiver.Url);

        var first = SubmitAsync(impatient, body, patience.Token);
        await Eventually.IsTrueAsync(() => server.Jobs.Count == 1);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        var second = api.SubmitAsync(body);
        await Eventually.IsTrueAsync(() => server.Violations.Any(violation => violation.Kind == MockViolationKind.DoubleCharge));
        release.SetResult();
        await second;
        await server.WaitForWebhooksAsync();

        server.Violations.ShouldHaveSingleItem().Kind.ShouldBe(MockViolationKind.DoubleCharge);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_double_charge_is_found_whether_the_server_accepts_the_retry_or_notices_that_the_caller_left_first(bool acceptsFirst)
    {
        var violations = new ViolationLog(message => message);
        var detector = new DoubleChargeDetector(violations);
        var (order, start) = (new Exchange.EventOrder(), DateTimeOffset.UnixEpoch);
        var attempts = Array.ConvertAll([0, 1], second => new Exchange(order, start.AddSeconds(second)));

        Accept(0);
        if (acceptsFirst)
            Accept(1);
        attempts[0].HangUp();
        if (!acceptsFirst)
            Accept(1);

        violations.All.ShouldHaveSingleItem().Kind.ShouldBe(MockViolationKind.DoubleCharge);

        void Accept(int attempt) => detector.Accepted($"req_{attempt}", 40, Encoding.UTF8.GetBytes(Requests.Simple), attempts[attempt]);
    }

    [Fact]
    public async Task A_client_that_never_repeats_a_submission_is_charged_once()
    {
        await using var engine = new MockEngine(new());
        await using var client = new SeedanceClient(
            SeedanceMockOptions.DefaultApiKey,
            new() { BaseAddress = new Uri("http://127.0.0.1/"), HttpHandler = new LosingHandler(engine, request => request == 1) });

        await Should.ThrowAsync<SubmissionOutcomeUnknownException>(
            () => client.SubmitAsync(VideoRequest.Seedance20("A river").Build()));

        engine.Ledger.ShouldHaveChargedOnce();
        engine.Violations.All.ShouldBeEmpty();
    }

    private static HttpClient Client(MockEngine engine, params int[] lost)
    {
        var http = new HttpClient(new LosingHandler(engine, lost.Contains)) { BaseAddress = new Uri("http://127.0.0.1/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SeedanceMockOptions.DefaultApiKey);
        return http;
    }

    private static async Task SubmitAsync(HttpClient http, string body, CancellationToken cancellationToken = default)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("api/open/v1/video/generations", content, cancellationToken);
    }
}
