using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Client;

/// <summary>What a client may be charged, and what it asks for by a job's id.</summary>
public sealed class SpendingTests
{
    [Fact]
    public async Task A_client_that_was_charged_its_limit_submits_nothing_more()
    {
        var handler = new QueueHandler(new StepClock(), InMemory.Accepted);
        await using var client = handler.CreateClient(options => options.MaxCredits = 80);

        await client.SubmitAsync(Requests.River);
        await client.SubmitAsync(Requests.River);
        var error = await client.SubmitAsync(Requests.River).ShouldThrowAsync<CreditLimitExceededException>();

        (error.Limit, error.Charged, client.CreditsCharged).ShouldBe((80, 80, 80));
        handler.Seen.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("?x", "%3Fx")]
    [InlineData("#x", "%23x")]
    [InlineData("../cancel", "..%2Fcancel")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("a b\r\nX: y", "a%20b%0D%0AX%3A%20y")]
    [InlineData("ümläut", "%C3%BCml%C3%A4ut")]
    [InlineData("\\", "%5C")]
    public async Task An_id_of_any_characters_is_one_segment_of_the_path(string id, string segment)
    {
        await using var server = new ScriptedServer(OnSocket.Json("""{"success":true,"requestId":"req_1","status":"cancelled"}"""));
        await using var client = server.CreateClient();

        await client.GetAsync(id);
        await client.CancelAsync(id);

        server.Requests.Select(request => request.Target).ShouldBe(
            [$"/api/open/v1/video/generations/{segment}", $"/api/open/v1/video/generations/{segment}/cancel"]);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData(" ")]
    public async Task An_id_that_cannot_be_one_is_refused_before_anything_is_sent(string id)
    {
        var handler = new QueueHandler(new StepClock(), InMemory.Accepted);
        await using var client = handler.CreateClient();

        await Should.ThrowAsync<ArgumentException>(() => client.GetAsync(id));
        await Should.ThrowAsync<ArgumentException>(() => client.CancelAsync(id));

        handler.Seen.ShouldBeEmpty();
    }

    [Theory]
    [PastTheProxy("The responses are no HTTP, or no JSON.")]
    [InlineData("HTTP/1.1 200 OK\r\nsd2_live_test\r\n\r\n")]
    [InlineData("HTTP/1.1 sd2_live_test\r\n\r\n")]
    [InlineData("sd2_live_test\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 26\r\n\r\n{\"metadata\":{\"sd2_live_test\":x")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"metadata\":{\"sd2_live_test\":x}}")]
    public async Task A_server_that_repeats_the_key_where_no_response_is_expected_does_not_get_it_into_an_error(string bytes)
    {
        await using var server = new ScriptedServer(OnSocket.Bytes(bytes));
        await using var client = new SeedanceClient(
            "sd2_live_test", new SeedanceClientOptions { BaseAddress = server.BaseAddress, MaxAttempts = 1 });

        var errors = new[] { await Record.ExceptionAsync(() => client.SubmitAsync(Requests.River)),
            await Record.ExceptionAsync(() => client.GetAsync("req_1")) };

        errors.ShouldAllBe(error => error is SeedanceException);
        string.Concat(errors.Select(error => error!.ToString())).ShouldNotContain("sd2_live_test");
    }
}
