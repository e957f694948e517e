using SeedanceGen.EveryOperation.Tests.Support;

namespace SeedanceGen.EveryOperation.Tests;

/// <summary>The rules of money hold for each operation that the description marks, through whichever door it is called.</summary>
public sealed class MoneyTests
{
    [Fact]
    public async Task Each_charged_operation_counts_towards_the_credits_of_the_client_and_its_limit()
    {
        var service = new StubService(StubService.Json(Requests.Accepted));
        await using var client = service.CreateClient(options => options.MaxCredits = 100);

        await client.SubmitAsync(Requests.River);
        await client.Api.ExtendVideoGenerationAsync("j1");
        client.CreditsCharged.ShouldBe(80);
        await client.Api.SubmitVideoGenerationWithResponseAsync(Requests.River);
        client.CreditsCharged.ShouldBe(120);

        await Should.ThrowAsync<CreditLimitExceededException>(() => client.Api.ExtendVideoGenerationAsync("j1"));
        service.Seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_request_that_breaks_a_rule_is_not_sent()
    {
        var service = new StubService(StubService.Json(Requests.Accepted));
        await using var client = service.CreateClient();

        var error = await Should.ThrowAsync<SeedanceValidationException>(
            () => client.Api.SubmitVideoGenerationAsync(Requests.River with { Seconds = 9 }));

        error.Violations.Count.ShouldBe(1);
        service.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_charged_operation_without_a_key_is_not_repeated_and_its_outcome_is_unknown()
    {
        var service = new StubService(StubService.Empty(502), StubService.Json(Requests.Accepted));
        await using var client = service.CreateClient();

        var error = await Should.ThrowAsync<SubmissionOutcomeUnknownException>(() => client.Api.ExtendVideoGenerationAsync("j1"));

        error.IdempotencyKey.ShouldBeNull();
        service.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_charged_operation_without_a_body_has_content_because_the_platform_repeats_requests_that_have_none()
    {
        var service = new StubService(StubService.Json(Requests.Accepted));
        await using var client = service.CreateClient();

        await client.Api.ExtendVideoGenerationAsync("j1");

        service.Last.HasContent.ShouldBeTrue();
        service.Last.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_operation_that_costs_nothing_is_repeated()
    {
        var service = new StubService(
            StubService.Empty(502), StubService.Throw(HttpRequestError.ResponseEnded), StubService.Json("""{"left":1}"""));
        await using var client = service.CreateClient();

        await client.Api.GetQuotaAsync(Window.Day, precise: true);

        service.Seen.Count.ShouldBe(3);
        client.CreditsCharged.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"state":"queued"}""")]
    [InlineData("""{"jobId":" ","state":"queued"}""")]
    public async Task An_acceptance_that_names_no_job_leaves_the_outcome_open(string body)
    {
        var service = new StubService(StubService.Json(body));
        await using var client = service.CreateClient();

        await Should.ThrowAsync<SubmissionOutcomeUnknownException>(() => client.Api.ExtendVideoGenerationAsync("j1"));
    }
}
