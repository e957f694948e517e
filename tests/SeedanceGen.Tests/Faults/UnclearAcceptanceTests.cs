using SeedanceGen.Http;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Faults;

/// <summary>An answer of success to a submission that cannot be used as one never reads as "nothing happened".</summary>
public sealed class UnclearAcceptanceTests
{
    [Theory]
    [InlineData("""{"success":true,"requestId":null,"status":"queued","creditsCharged":40}""")]
    [InlineData("""{"success":true,"requestId":"","status":"queued","creditsCharged":40}""")]
    [InlineData("""{"success":true,"data":{"requestId":"req_77"},"error":"deprecated"}""")]
    [InlineData("""{"success":false,"requestId":"req_77","status":"queued"}""")]
    public async Task Its_outcome_is_unknown(string json)
    {
        await using var server = new ScriptedServer(Replies.Json(json));
        await using var client = server.CreateClient();

        var error = await Should.ThrowAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Documented.Request("text-to-video.request.json")));

        error.Answer!.RawBody.ShouldBe(json);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_error_envelope_with_an_empty_job_is_the_refusal_that_it_says()
    {
        await using var server = new ScriptedServer(
            Replies.Json("""{"success":false,"requestId":null,"status":"failed","error":{"code":"insufficient_credits","message":"m"}}"""));
        await using var client = server.CreateClient();

        var error = await Should.ThrowAsync<SeedanceApiException>(() => client.SubmitAsync(Documented.Request("text-to-video.request.json")));

        error.Code.ShouldBe("insufficient_credits");
    }

    [Fact]
    public void What_is_meant_for_this_machine_goes_through_no_proxy()
    {
        using var handler = ServiceHandler.Create();

        handler.Proxy!.IsBypassed(new Uri("http://localhost:5000")).ShouldBeTrue();
        handler.Proxy.GetProxy(new Uri("http://127.0.0.1:5000")).ShouldBeNull();
        handler.Proxy.GetProxy(new Uri("https://[::1]:5000")).ShouldBeNull();
    }
}
