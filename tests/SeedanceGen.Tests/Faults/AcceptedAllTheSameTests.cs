using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.TestKit.Telemetry;
using SeedanceGen.Tests.Hosting;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Faults;

/// <summary>A body that names a job is an acceptance, whatever the status says: the job is paid for, and its id must not be lost.</summary>
[PastTheProxy("The responses are not what is described.")]
public sealed class AcceptedAllTheSameTests
{
    private const string Acceptance = """{"success":true,"requestId":"req_7","status":"queued","creditsCharged":40}""";

    public static TheoryData<int> Statuses =>
        [300, 302, 304, 307, 400, 401, 402, 403, 404, 405, 408, 409, 413, 422, 429, 431, 451, 500, 501, 502, 503, 504, 511, 599];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task An_acceptance_under_any_status_is_the_job_and_is_not_repeated(int status)
    {
        var log = new LogRecorder();
        var clock = new StepClock();
        var handler = new QueueHandler(clock, InMemory.Json(Acceptance, status, retryAfter: "0"), InMemory.Accepted);
        await using var client = handler.CreateClient(options => options.LoggerFactory = log);

        var job = await clock.RunAsync(() => client.SubmitAsync(Requests.River));

        (job.Id, job.CreditsCharged, client.CreditsCharged).ShouldBe(("req_7", 40, 40));
        handler.Seen.Count.ShouldBe(1);
        log.Lines.Where(line => line.EventId.Name == "OddResponse").ShouldHaveSingleItem().Text.ShouldBe(
            $"A response ({status}) to submitVideoGeneration was read, though it is not as the API describes it: its status");
    }

    [Theory]
    [InlineData("""{"data":{"requestId":"req_7","status":"queued","creditsCharged":40},"success":true}""")]
    [InlineData("""{"code":0,"data":{"job":{"requestId":"req_7","status":"queued","creditsCharged":40}}}""")]
    [InlineData("""[{"success":true,"requestId":"req_7","status":"queued","creditsCharged":40}]""")]
    [InlineData("""{"statusCode":200,"body":"{\"success\":true,\"requestId\":\"req_7\",\"status\":\"queued\",\"creditsCharged\":40}"}""")]
    [InlineData("\uFEFF{\"success\":true,\"requestId\":\"req_7\",\"status\":\"queued\",\"creditsCharged\":40}")]
    [InlineData("{\"success\":true,\"requestId\":\"req_7\",\"status\":\"queued\",\"creditsCharged\":40}\0\0")]
    [InlineData("""{"requestId":"req_7","status":"queued","creditsCharged":40}""")]
    [InlineData("""{"success":"true","requestId":"req_7","status":7,"creditsCharged":40}""")]
    [InlineData("""{"success":true,"requestId":"req_7","creditsCharged":40}""")]
    [InlineData("""{"success":true,"requestId":"req_7","status":["queued"],"creditsCharged":40}""")]
    [InlineData("""{"success":true,"requestId":"req_7","status":"queued","creditsCharged":40,"note":"\ud800","\udfff":1}""")]
    public async Task An_acceptance_in_another_form_is_the_job_under_every_status(string body)
    {
        foreach (var status in new[] { 200, 201, 302, 400, 429, 503 })
        {
            var clock = new StepClock();
            var handler = new QueueHandler(clock, InMemory.Json(body, status, retryAfter: "0"), InMemory.Accepted);
            await using var client = handler.CreateClient();

            var job = await clock.RunAsync(() => client.SubmitAsync(Requests.River));

            (job.Id, job.CreditsCharged).ShouldBe(("req_7", 40), $"{status}");
            handler.Seen.Count.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("""{"success":false,"requestId":"req_7","status":"queued"}""")]
    [InlineData("""{"success":"false","requestId":"req_7","status":"queued"}""")]
    [InlineData("""{"success":false,"error":{"code":"busy","message":"m"},"requestId":"req_7"}""")]
    [InlineData("""{"requestId":"req_7","message":"Bad request"}""")]
    [InlineData("""{"success":true,"requestId":"req_7","status":"que""")]
    public async Task A_job_that_a_refusal_names_may_exist(string body)
    {
        foreach (var status in new[] { 302, 400, 401, 409, 429, 503 })
        {
            var clock = new StepClock();
            var handler = new QueueHandler(clock, InMemory.Json(body, status, retryAfter: "0"), InMemory.Accepted);
            await using var client = handler.CreateClient();

            var error = await clock.RunAsync(() => Record.ExceptionAsync(() => client.SubmitAsync(Requests.River)));

            error.ShouldBeOfType<SubmissionOutcomeUnknownException>().RequestId.ShouldBe("req_7", $"{status}");
            handler.Seen.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task The_id_of_a_call_inside_of_an_error_is_no_job()
    {
        var handler = new QueueHandler(
            new StepClock(), InMemory.Json("""{"success":false,"error":{"code":"bad","message":"m","requestId":"trace_1"}}""", 400));
        await using var client = handler.CreateClient();

        (await client.SubmitAsync(Requests.River).ShouldThrowAsync<SeedanceApiException>()).Code.ShouldBe("bad");
    }

    [Fact]
    public async Task A_pause_that_an_acceptance_asks_for_is_kept_by_the_next_call()
    {
        var clock = new StepClock();
        var handler = new QueueHandler(clock, InMemory.Json(Acceptance, 429, retryAfter: "9"), InMemory.Job("queued"));
        await using var client = handler.CreateClient();

        await clock.RunAsync(() => client.SubmitAsync(Requests.River));
        await clock.RunAsync(() => client.GetAsync("req_7"));

        handler.Pauses.ShouldBe([9]);
    }

    [Theory]
    [InlineData(429, false)]
    [InlineData(503, false)]
    [InlineData(500, false)]
    [InlineData(408, false)]
    [InlineData(503, true)]
    public async Task A_handler_of_the_host_does_not_drop_an_acceptance_for_another_try(int status, bool copies)
    {
        await using var server = new ScriptedServer(
            OnSocket.Json(Acceptance, status, "Retry-After: 0\r\n"), OnSocket.Json(Documented.Read("text-to-video.accepted.json")));
        await using var services = Services(server.BaseAddress, copies);

        var job = await services.GetRequiredService<ISeedanceClient>().SubmitAsync(Requests.River);

        job.Id.ShouldBe("req_7");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_handler_of_the_host_does_not_drop_a_refusal_that_names_a_job()
    {
        const string Refusal = """{"success":false,"requestId":"req_7","error":{"code":"busy","message":"m"}}""";
        await using var server = new ScriptedServer(
            OnSocket.Json(Refusal, 503, "Retry-After: 0\r\n"), OnSocket.Json(Documented.Read("text-to-video.accepted.json")));
        await using var services = Services(server.BaseAddress, copies: false);

        var error = await Should.ThrowAsync<SubmissionOutcomeUnknownException>(
            () => services.GetRequiredService<ISeedanceClient>().SubmitAsync(Requests.River));

        (error.RequestId, (int)error.Response!.StatusCode).ShouldBe(("req_7", 503));
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_large_error_and_one_that_breaks_off_reach_the_client_through_the_host_s_handlers()
    {
        var large = new string(' ', 3 * 1024 * 1024) + """{"success":false,"error":{"code":"large","message":"m"}}""";
        await using var server = new ScriptedServer(
            OnSocket.Json(large, 400), OnSocket.Bytes(OnSocket.Head(429, 500, "Retry-After: 200\r\n") + "{\"succ"));
        await using var services = Services(server.BaseAddress, copies: false);
        var client = services.GetRequiredService<ISeedanceClient>();

        var first = await Should.ThrowAsync<SeedanceApiException>(() => client.SubmitAsync(Requests.River));
        var second = await Should.ThrowAsync<SeedanceRateLimitException>(() => client.SubmitAsync(Requests.River));

        first.Code.ShouldBe("large");
        second.RetryAfter.ShouldBe(TimeSpan.FromSeconds(200));
    }

    private static ServiceProvider Services(Uri address, bool copies)
    {
        var collection = new ServiceCollection();
        collection.ConfigureHttpClientDefaults(clients => clients.AddHttpMessageHandler(() => new StubbornHandler(copies)));
        collection.AddSeedance(options =>
            (options.ApiKey, options.BaseAddress, options.MaxAttempts) = ("sd2_live_test", address, 1));
        return collection.BuildServiceProvider();
    }
}
