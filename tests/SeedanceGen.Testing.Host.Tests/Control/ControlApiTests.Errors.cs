using System.Net;
using System.Text.Json.Nodes;

namespace SeedanceGen.Testing.Host.Tests.Control;

/// <content>The message of an error names the place, what is accepted there, and the actual value.</content>
public sealed partial class ControlApiTests
{
    private const string Seconds = "expected a number of seconds, 0 or more and at most 315360000";
    private const string Operations =
        "expected one of \"submitVideoGeneration\", \"getVideoGeneration\", \"cancelVideoGeneration\", \"listModels\", \"downloadVideo\"";

    [Theory]
    [InlineData("advance", "", "/seconds: " + Seconds + ", actual nothing")]
    [InlineData("advance", "{}", "/seconds: " + Seconds + ", actual nothing")]
    [InlineData("advance", """{"seconds":-1}""", "/seconds: " + Seconds + ", actual -1")]
    [InlineData("advance", """{"seconds":1e300}""", "/seconds: " + Seconds + ", actual 1e300")]
    [InlineData("advance", """{"seconds":"60"}""", "/seconds: " + Seconds + ", actual \"60\"")]
    [InlineData("advance", """{"seconds":1,"minutes":1}""", "/minutes: expected no such field (accepted here are seconds), actual 1")]
    [InlineData("advance", """{"seconds":1,"seconds":2}""", "/seconds: expected each name once, actual the name again")]
    [InlineData("keys/rotate", """{"key":"\ud800"}""", "/key: expected a string of whole Unicode characters, actual \"\\ud800\"")]
    [InlineData("advance", "[1]", "the whole body: expected a JSON object, actual an array")]
    [InlineData(
        "faults", "{}",
        "/fault: expected one of \"connectionReset\", \"connectionClosed\", \"hang\", \"truncatedBody\", "
        + "\"slowBody\", \"status\", \"malformedJson\", \"htmlPage\", \"errorEnvelope\", \"noContent\", \"proxyPage\", "
        + "\"captivePortal\", \"notFoundYet\", \"rateLimited\", \"insufficientBalance\", \"moderatedPrompt\", \"expiredLink\", "
        + "actual nothing")]
    [InlineData("faults", """{"fault":"hang","at":"afterBody"}""",
        "/at: expected a point before the end of the response; a hang after it has no effect, actual \"afterBody\"")]
    [InlineData("faults", """{"fault":"hang","at":"middle"}""",
        "/at: expected one of \"beforeResponse\", \"insideHeaders\", \"insideBody\", \"afterBody\", actual \"middle\"")]
    [InlineData(
        "faults", """{"fault":"slowBody"}""", "/seconds: expected a number of seconds, more than 0 and at most 315360000, actual nothing")]
    [InlineData("faults", """{"fault":"status","status":99}""", "/status: expected a whole number, 200 to 599, actual 99")]
    [InlineData(
        "faults", """{"fault":"status","seconds":2}""",
        "/seconds: expected no such field (accepted here are fault, status, retryAfterSeconds, retryAfterAsDate, "
        + "processed, operation, job, next, nth, everyNth, always), actual 2")]
    [InlineData("faults", """{"fault":"status","operation":"other"}""", "/operation: " + Operations + ", actual \"other\"")]
    [InlineData("faults", """{"fault":"status","next":0}""", "/next: expected a whole number, 1 or more, actual 0")]
    [InlineData(
        "faults", """{"fault":"status","next":1,"nth":2}""", "/nth: expected only one of next, nth, everyNth, always, actual next as well")]
    [InlineData("faults", """{"fault":"status","processed":"yes"}""", "/processed: expected true or false, actual \"yes\"")]
    [InlineData("keys/rotate", "{}", "/key: expected a text that is not empty, actual nothing")]
    [InlineData("keys/rotate", """{"key":"a b"}""",
        "/key: expected what a header can carry: visible ASCII characters without spaces, actual something else")]
    [InlineData("keys/revoke", """{"key":"a"}""", "/key: expected no such field (there are no fields here), actual \"a\"")]
    [InlineData("ledger/topUp", """{"credits":1.5}""", "/credits: expected a whole number, 0 or more, actual 1.5")]
    [InlineData(
        "expect", "{}",
        "the whole body: expected at least one expectation (count, atLeast, atMost, order, spacedBySeconds, "
        + "honoursRetryAfter, stopsAtTerminal, noKeyLeak, charged), actual none")]
    [InlineData("expect", """{"count":1,"job":"req_other"}""", "/job: expected the id of a job of this mock, actual \"req_other\"")]
    [InlineData("expect", """{"atLeast":3,"atMost":1}""", "/atMost: expected a whole number, 3 (atLeast) or more, actual 1")]
    [InlineData("expect", """{"order":["get"]}""", "/order: " + Operations + ", actual \"get\"")]
    [InlineData(
        "verify", """{"ignoredViolations":["Everything"]}""",
        "/ignoredViolations: expected one of \"RequestViolation\", \"ResponseViolation\", \"UnmatchedRequest\", "
        + "\"UnusedFault\", \"UndeliveredWebhook\", \"DoubleCharge\", \"KeyLeak\", \"WebhookViolation\", actual "
        + "\"Everything\"")]
    [InlineData("reset", """{"lifecycle":{"kind":"afterPolls"}}""", "/lifecycle/polls: expected a whole number, 0 or more, actual nothing")]
    [InlineData("reset", """{"lifecycle":{"kind":"after","seconds":1,"polls":2}}""",
        "/lifecycle/polls: expected no such field (accepted here are kind, seconds, failure, endingIn), actual 2")]
    [InlineData("reset", """{"chaos":{"seed":1}}""", "/chaos/rate: expected a number from 0 to 1, actual nothing")]
    [InlineData(
        "reset", """{"chaos":{"seed":1,"rate":1,"faults":[{"fault":"status","next":1}]}}""",
        "/chaos/faults/0/next: expected no such field (accepted here are fault, status, retryAfterSeconds, "
        + "retryAfterAsDate, processed), actual 1")]
    [InlineData("reset", """{"webhook":{"retryDelaysSeconds":[1,-1]}}""",
        "/webhook/retryDelaysSeconds: expected a list of seconds, each a number from 0, actual -1")]
    [InlineData("reset", """{"webhook":{"forgedBodies":["a",5]}}""", "/webhook/forgedBodies: expected a list of texts, actual 5")]
    [InlineData(
        "reset", """{"variant":"tomorrow"}""",
        "/variant: expected one of \"documented\", \"unknownStatus\", \"unknownErrorCode\", \"extraFields\", "
        + "\"missingOptionalFields\", \"shuffledProperties\", \"everything\", \"similarServices\", actual \"tomorrow\"")]
    [InlineData("reset", """{"rateLimit":{"requests":0,"seconds":1}}""",
        "/rateLimit/requests: expected a whole number, 1 or more, actual 0")]
    [InlineData("reset", """{"failRate":2}""", "/failRate: expected a number from 0 to 1, actual 2")]
    [InlineData("reset", """{"models":{}}""", "/models: expected a list, actual an object")]
    public async Task What_cannot_be_understood_is_told_with_place_expectation_and_value(string path, string body, string what)
    {
        await _api.StartJobAsync();

        (await ErrorAsync(path, body)).ShouldBe($"POST /__seedance/{path}: {what}");

        // Nothing was done: the job, the key and the clock are as they were.
        (await GetAsync(""))["jobs"]!.GetValue<int>().ShouldBe(1);
        (await GetAsync("faults")).AsArray().ShouldBeEmpty();
        (await _api.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        _clock.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_clock_is_not_put_forward_beyond_what_a_date_can_say()
    {
        _clock.Advance(DateTimeOffset.MaxValue - _clock.GetUtcNow() - TimeSpan.FromHours(1));

        (await ErrorAsync("advance", """{"seconds":7200}"""))
            .ShouldBe(
                "POST /__seedance/advance: /seconds: expected a time before the year 10000 (now it is "
                + "9999-12-31T22:59:59Z), actual 7200");

        (await PostAsync("advance", """{"seconds":60}"""))["now"]!.GetValue<DateTimeOffset>().Minute.ShouldBe(0);
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_is_told() =>
        (await ErrorAsync("advance", "seconds=60"))
            .ShouldStartWith("POST /__seedance/advance: the whole body: expected a JSON object, actual a text that is none: ");

    [Theory]
    [InlineData("start", """{"after":1}""", "/after: expected no such field (there are no fields here), actual 1")]
    [InlineData("complete", """{"after":1}""", "/after: expected no such field (there are no fields here), actual 1")]
    [InlineData("fail", """{"code":"too_dark","message":"It is night.","after":1}""",
        "/after: expected no such field (accepted here are code, message), actual 1")]
    [InlineData(
        "webhook", """{"isDropped":true,"after":1}""",
        "/after: expected no such field (accepted here are forgedWebhooks, forgedBodies, timing, delaySeconds, "
        + "afterNextSeconds, retryDelaysSeconds, attemptTimeoutSeconds, duplicates, duplicateDelaySeconds, "
        + "droppedAttempts, isDropped), actual 1")]
    [InlineData("fail", """{"message":"It is night."}""", "/code: expected a text that is not empty, actual nothing")]
    [InlineData("webhook", """{"duplicates":-1}""", "/duplicates: expected a whole number, 0 or more, actual -1")]
    [InlineData("webhook", """{"forgedWebhooks":["nothing"]}""",
        "/forgedWebhooks: expected one of \"anotherId\", \"anotherStatus\", \"garbage\", \"oversized\", actual \"nothing\"")]
    public async Task A_request_about_a_job_that_cannot_be_understood_is_told_with_place_expectation_and_value(
        string step, string body, string what)
    {
        var job = await _api.StartJobAsync();

        (await ErrorAsync($"jobs/{job}/{step}", body)).ShouldBe($"POST /__seedance/jobs/{{id}}/{step}: {what}");

        (await _api.StatusAsync(job)).ShouldBe("queued");
    }

    [Fact]
    public async Task The_response_to_a_path_that_it_does_not_have_names_those_that_it_has()
    {
        (await ErrorAsync("job", "", HttpStatusCode.NotFound)).ShouldContain("GET /__seedance/journal, GET /__seedance/jobs, ");

        using var response = await _http.GetAsync(new Uri(_host.ControlAddress + "/reset"));

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["POST"]);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!["message"]!.GetValue<string>()
            .ShouldBe("The control API has /__seedance/reset with POST only.");
    }
}
