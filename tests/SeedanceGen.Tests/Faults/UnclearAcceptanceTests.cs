using SeedanceGen.Http;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Faults;

/// <summary>A response of success to a submission that cannot be used as one never reads as "nothing happened".</summary>
[PastTheProxy("The responses are not of the API, or break off.")]
public sealed class UnclearAcceptanceTests
{
    [Theory]
    [InlineData("""{"success":true,"requestId":null,"status":"queued","creditsCharged":40}""")]
    [InlineData("""{"success":true,"requestId":"","status":"queued","creditsCharged":40}""")]
    [InlineData("""{"success":true,"data":{"requestId":"req_77"},"error":"deprecated"}""")]
    [InlineData("""{"success":false,"requestId":"req_77","status":"queued"}""")]
    public async Task An_unclear_acceptance_has_an_unknown_outcome(string json)
    {
        await using var server = new ScriptedServer(OnSocket.Json(json));
        await using var client = server.CreateClient();

        var error = await Should.ThrowAsync<SubmissionOutcomeUnknownException>(
            () => client.SubmitAsync(Documented.Request("text-to-video.request.json")));

        error.Response!.RawBody.ShouldBe(json);
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    public async Task A_connection_that_fails_after_the_response_began_is_not_one_that_never_came_up(HttpRequestError error)
    {
        var handler = new QueueHandler(new StepClock(), (_, _) => Task.FromResult(new HttpResponseMessage
        {
            Content = new StreamContent(new FailingBody(error)),
        }));
        await using var client = handler.CreateClient();

        await client.SubmitAsync(Requests.River).ShouldThrowAsync<SubmissionOutcomeUnknownException>();

        handler.Seen.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"success":false,"requestId":"req_77","status":"queued"}""")]
    [InlineData("""{"success":true,"data":{"requestId":"req_77"},"error":"deprecated"}""")]
    [InlineData("""{"success":false,"error":{"code":"busy","message":"m"},"requestId":"req_77"}""")]
    [InlineData("""{"success":true,"requestId":"req_77","status":"que""")]
    public async Task The_job_that_an_unusable_response_names_is_in_the_error(string json)
    {
        foreach (var scripted in new[] { OnSocket.Json(json), OnSocket.Bytes(OnSocket.Head(200, json.Length + 100) + json),
            OnSocket.Json(json, status: 502) })
        {
            await using var server = new ScriptedServer(scripted);
            await using var client = server.CreateClient();

            var error = await Should.ThrowAsync<SubmissionOutcomeUnknownException>(
                () => client.SubmitAsync(Documented.Request("text-to-video.request.json")));

            error.RequestId.ShouldBe("req_77");
            error.Message.ShouldContain("names job req_77");
        }
    }

    [Fact]
    public async Task The_job_that_a_too_large_response_names_is_in_the_error()
    {
        await using var server = new ScriptedServer(
            OnSocket.Json($$"""{"success":true,"requestId":"req_77","status":"queued","more":"{{new string('x', 5000)}}"}"""));
        await using var client = server.CreateClient(new SeedanceClientOptions { MaxResponseBytes = 1024 });

        var error = await Should.ThrowAsync<SubmissionOutcomeUnknownException>(
            () => client.SubmitAsync(Documented.Request("text-to-video.request.json")));

        error.RequestId.ShouldBe("req_77");
        error.Message.ShouldContain(nameof(SeedanceClientOptions.MaxResponseBytes));
    }

    [Theory]
    [InlineData("""{"requestId":17}""")]
    [InlineData("""{"requestId":""}""")]
    [InlineData("""{"requestId":"\ud800"}""")]
    [InlineData("""{"requestId":"a\r\nX: y"}""")]
    [InlineData("""{"text":"requestId"}""")]
    [InlineData("<html>requestId</html>")]
    [InlineData("{\"requestId\":\"cut")]
    public async Task A_text_that_is_no_id_is_not_taken_for_one(string body)
    {
        await using var server = new ScriptedServer(OnSocket.Json(body, status: 502));
        await using var client = server.CreateClient();

        (await Should.ThrowAsync<SubmissionOutcomeUnknownException>(
            () => client.SubmitAsync(Documented.Request("text-to-video.request.json")))).RequestId.ShouldBeNull();
    }

    [Theory]
    [InlineData("40.0", 40)]
    [InlineData("4e1", 40)]
    [InlineData("0.0", 0)]
    public async Task A_whole_number_of_credits_is_one_however_it_is_written(string number, int credits)
    {
        await using var server = new ScriptedServer(
            OnSocket.Json(
                $$"""{"success":true,"requestId":"req_1","status":"queued","creditsCharged":{{number}},"queue":{"share":1.0} }"""));
        await using var client = server.CreateClient();

        var job = await client.SubmitAsync(Documented.Request("text-to-video.request.json"));

        job.CreditsCharged.ShouldBe(credits);
        client.CreditsCharged.ShouldBe(credits);
        job.Accepted!.AdditionalProperties!["queue"].GetRawText().ShouldBe("""{"share":1.0}""");
    }

    [Fact]
    public async Task An_error_envelope_with_an_empty_job_is_the_refusal_that_it_says()
    {
        await using var server = new ScriptedServer(
            OnSocket.Json(
                """{"success":false,"requestId":null,"status":"failed","error":{"code":"insufficient_credits","message":"m"}}"""));
        await using var client = server.CreateClient();

        var error = await Should.ThrowAsync<SeedanceApiException>(
            () => client.SubmitAsync(Documented.Request("text-to-video.request.json")));

        error.Code.ShouldBe("insufficient_credits");
    }

    [Fact]
    public void A_request_to_this_machine_goes_through_no_proxy()
    {
        using var handler = ServiceHandler.Create(new SeedanceClientOptions());

        handler.Proxy!.IsBypassed(new Uri("http://localhost:5000")).ShouldBeTrue();
        handler.Proxy.GetProxy(new Uri("http://127.0.0.1:5000")).ShouldBeNull();
        handler.Proxy.GetProxy(new Uri("https://[::1]:5000")).ShouldBeNull();
    }

    private sealed class FailingBody(HttpRequestError error) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new HttpRequestException(error, "It broke.");
    }
}
