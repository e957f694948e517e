using System.Net;
using SeedanceGen.EveryOperation.Tests.Support;

namespace SeedanceGen.EveryOperation.Tests;

/// <summary>
/// With a key in the description, a submission is repeated with the same key, and only spent attempts leave its outcome open.
/// </summary>
public sealed class IdempotencyTests
{
    private const string Header = "Idempotency-Key";

    private static readonly Func<SeenRequest, HttpResponseMessage> Accepted = StubService.Json(Requests.Accepted);

    /// <summary>Attempts that end a submission without a key, or leave its outcome open.</summary>
    public static TheoryData<string> Repeated =>
        ["408", "429", "500", "502", "503", "504", "302", "broken", "not connected", "no JSON", "no job", "empty"];

    [Theory]
    [MemberData(nameof(Repeated))]
    public async Task Each_attempt_sends_the_same_key_until_the_service_accepts(string failure)
    {
        var service = new StubService(Failing(failure), Failing(failure), Accepted);
        await using var client = service.CreateClient();

        var job = await client.SubmitAsync(Requests.River);

        job.Id.ShouldBe("j1");
        service.Seen.Count.ShouldBe(3);
        service.Seen.Select(seen => seen.Headers[Header]).Distinct().Count().ShouldBe(1);
        service.Seen.Select(seen => seen.Text).Distinct().Count().ShouldBe(1);
        client.CreditsCharged.ShouldBe(40, "the service charges the key once");
    }

    [Theory]
    [MemberData(nameof(Repeated))]
    public async Task Spent_attempts_leave_the_outcome_open_unless_nothing_was_sent(string failure)
    {
        var service = new StubService(Failing(failure));
        await using var client = service.CreateClient();

        var error = await Should.ThrowAsync<SeedanceException>(() => client.SubmitAsync(Requests.River));

        service.Seen.Count.ShouldBe(4);
        if (failure == "not connected")
        {
            error.ShouldBeOfType<SeedanceConnectionException>();
        }
        else if (failure == "429")
        {
            error.ShouldBeOfType<SeedanceRateLimitException>("a refusal is certain, with a key too");
        }
        else
        {
            var unknown = error.ShouldBeOfType<SubmissionOutcomeUnknownException>();
            unknown.IdempotencyKey.ShouldBe(service.Last.Headers[Header]);
            unknown.Message.ShouldContain("same idempotency key");
        }
    }

    [Theory]
    [InlineData("502", "401")]
    [InlineData("502", "409")]
    [InlineData("502", "not connected")]
    [InlineData("broken", "401")]
    [InlineData("broken", "not connected")]
    public async Task An_error_after_an_attempt_without_a_clear_outcome_does_not_tell_the_outcome(string first, string last)
    {
        var service = new StubService(Failing(first), Failing(last));
        await using var client = service.CreateClient();

        var error = await Should.ThrowAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Requests.River));

        error.InnerException.ShouldBeAssignableTo<SeedanceException>();
        error.IdempotencyKey.ShouldBe(service.Last.Headers[Header]);
    }

    [Theory]
    [InlineData("400")]
    [InlineData("401")]
    [InlineData("422")]
    [InlineData("envelope")]
    public async Task A_refusal_of_the_first_attempt_is_final(string failure)
    {
        var service = new StubService(Failing(failure), Accepted);
        await using var client = service.CreateClient();

        await Should.ThrowAsync<SeedanceApiException>(() => client.SubmitAsync(Requests.River));
        service.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Each_submission_has_a_key_of_its_own_and_a_caller_may_give_one()
    {
        var service = new StubService(Accepted);
        await using var client = service.CreateClient();

        await client.SubmitAsync(Requests.River);
        await client.Api.SubmitVideoGenerationAsync(Requests.River);
        await client.SubmitAsync(Requests.River, new CallOptions { IdempotencyKey = "line-7" });

        service.Seen.Select(seen => seen.Headers[Header]).Distinct().Count().ShouldBe(3);
        service.Seen[0].Headers[Header].Length.ShouldBeLessThanOrEqualTo(64);
        service.Last.Headers[Header].ShouldBe("line-7");
    }

    [Fact]
    public async Task A_key_for_an_operation_that_has_none_is_an_error_before_anything_is_sent()
    {
        var service = new StubService(Accepted);
        await using var client = service.CreateClient();

        var error = await Should.ThrowAsync<SeedanceConfigurationException>(
            () => client.Api.ExtendVideoGenerationAsync("j1", new CallOptions { IdempotencyKey = "k" }));

        error.Message.ShouldContain("extendVideoGeneration");
        service.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_breaks_a_documented_limit_is_an_error_before_anything_is_sent()
    {
        var service = new StubService(Accepted);
        await using var client = service.CreateClient();

        var error = await Should.ThrowAsync<SeedanceConfigurationException>(
            () => client.SubmitAsync(Requests.River, new CallOptions { IdempotencyKey = new string('k', 65) }));

        error.Message.ShouldContain("accepted is at most 64 characters");
        service.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_header_of_the_key_cannot_be_set_past_the_key()
    {
        var service = new StubService(Accepted);
        await using var client = service.CreateClient();
        var options = new CallOptions { Headers = new Dictionary<string, string> { ["idempotency-key"] = "k" } };

        await Should.ThrowAsync<SeedanceConfigurationException>(() => client.SubmitAsync(Requests.River, options));
        service.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancellation_between_two_attempts_says_that_the_first_may_have_been_accepted()
    {
        using var stop = new CancellationTokenSource();
        var service = new StubService(request =>
        {
            stop.CancelAfter(TimeSpan.FromMilliseconds(50));
            return StubService.Empty(502)(request);
        });
        await using var client = service.CreateClient(options => options.MaxRetryDelay = options.RetryDelay = TimeSpan.FromMinutes(1));

        var error = (await Record.ExceptionAsync(() => client.SubmitAsync(Requests.River, stop.Token)))
            .ShouldBeAssignableTo<OperationCanceledException>().ShouldNotBeNull();

        error.CancellationToken.ShouldBe(stop.Token);
        error.InnerException.ShouldBeOfType<SubmissionOutcomeUnknownException>().IdempotencyKey.ShouldNotBeNull();
    }

    private static Func<SeenRequest, HttpResponseMessage> Failing(string failure) => failure switch
    {
        "broken" => StubService.Throw(HttpRequestError.ResponseEnded),
        "not connected" => StubService.Throw(HttpRequestError.ConnectionError),
        "no JSON" => StubService.Json("<html>"),
        "no job" => StubService.Json("{}"),
        "empty" => StubService.Empty(200),
        "envelope" => StubService.Json("""{"success":false,"error":{"code":"no"}}"""),
        _ => StubService.Empty((int)Enum.Parse<HttpStatusCode>(failure)),
    };
}
