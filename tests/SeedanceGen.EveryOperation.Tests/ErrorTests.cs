using SeedanceGen.EveryOperation.Tests.Support;

namespace SeedanceGen.EveryOperation.Tests;

/// <summary>A documented error body is read by the type of its status, and hangs on the exception with its headers.</summary>
public sealed class ErrorTests
{
    [Fact]
    public async Task The_body_of_a_documented_status_is_typed()
    {
        var service = new StubService(StubService.Json("""{"needed":40}""", 402, ("X-Credits-Left", "3")));
        await using var client = service.CreateClient();

        var error = await Should.ThrowAsync<SeedanceApiException>(() => client.SubmitAsync(Requests.River));

        error.Body.ShouldBeOfType<PaymentRequired>().Needed.ShouldBe(40);
        error.CreditsLeft.ShouldBe(3);
        error.Response.CreditsLeft.ShouldBe(3);
        error.Response.Headers["X-Credits-Left"].ShouldBe("3");
        error.Message.ShouldContain("402 PaymentRequired (PaymentRequired)");
        error.Message.ShouldNotContain("without the documented error envelope");
    }

    [Fact]
    public async Task A_rate_limit_keeps_its_exception_and_has_its_body()
    {
        var service = new StubService(
            StubService.Json("""{"limit":5,"resetAt":"2026-11-28T10:00:00Z"}""", 429, ("Retry-After", "3600")));
        await using var client = service.CreateClient();

        var error = await Should.ThrowAsync<SeedanceRateLimitException>(() => client.SubmitAsync(Requests.River));

        error.Body.ShouldBeOfType<Throttled>().Limit.ShouldBe(5);
        error.RetryAfter.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Documented_headers_of_an_error_are_properties_with_their_types()
    {
        var service = new StubService(StubService.Json(
            "{}", 429, ("X-RateLimit-Reset", "4102444800"), ("X-RateLimit-Until", "Sat, 28 Nov 2026 10:00:00 GMT"),
            ("X-RateLimit-Hard", "true"), ("X-RateLimit-Windows", "60, 3600"), ("X-RateLimit-Scope", "day")));
        await using var client = service.CreateClient(options => options.MaxAttempts = 1);

        var error = await Should.ThrowAsync<SeedanceRateLimitException>(() => client.SubmitAsync(Requests.River));

        error.RateLimitReset.ShouldBe(4102444800);
        error.RateLimitUntil.ShouldBe(new DateTimeOffset(2026, 11, 28, 10, 0, 0, TimeSpan.Zero));
        error.RateLimitHard.ShouldBe(true);
        error.RateLimitWindows.ShouldBe([60L, 3600L]);
        error.RateLimitScope.ShouldBe(Window.Day);
        error.CreditsLeft.ShouldBeNull("this response does not have it");
    }

    [Fact]
    public async Task A_header_of_an_error_that_cannot_be_read_is_null_and_its_text_stays()
    {
        var service = new StubService(StubService.Json(
            "{}", 429, ("X-RateLimit-Reset", "soon"), ("X-RateLimit-Until", "?"), ("X-RateLimit-Hard", "yes"),
            ("X-RateLimit-Windows", "60,x")));
        await using var client = service.CreateClient(options => options.MaxAttempts = 1);

        var error = await Should.ThrowAsync<SeedanceRateLimitException>(() => client.SubmitAsync(Requests.River));

        error.RateLimitReset.ShouldBeNull();
        error.RateLimitUntil.ShouldBeNull();
        error.RateLimitHard.ShouldBeNull();
        error.RateLimitWindows.ShouldBeNull();
        error.RateLimitScope.ShouldBeNull();
        error.Response.Headers["X-RateLimit-Reset"].ShouldBe("soon");
    }

    [Fact]
    public async Task A_range_of_statuses_has_one_type()
    {
        var service = new StubService(StubService.Json("""{"why":"no"}""", 418));
        await using var client = service.CreateClient();

        (await Should.ThrowAsync<SeedanceApiException>(() => client.Api.GetQuotaAsync(Window.Day, precise: true)))
            .Body.ShouldBeOfType<Refusal>().Why.ShouldBe("no");
    }

    [Theory]
    [InlineData("""{"success":false,"error":{"code":"busy"}}""", typeof(ErrorEnvelope))]
    [InlineData("""{"limit":"many"}""", null)]
    [InlineData("<html>", null)]
    public async Task Another_status_has_the_default_type_or_none(string body, Type? type)
    {
        var service = new StubService(StubService.Json(body, 404));
        await using var client = service.CreateClient();

        var error = await Should.ThrowAsync<SeedanceApiException>(() => client.GetAsync("j1"));

        (error.Body?.GetType()).ShouldBe(type);
    }

    [Fact]
    public async Task A_body_of_a_status_that_documents_none_is_not_typed()
    {
        var service = new StubService(StubService.Json("""{"why":"no"}""", 500));
        await using var client = service.CreateClient(options => options.MaxAttempts = 1);

        (await Should.ThrowAsync<SeedanceApiException>(() => client.Api.GetQuotaAsync(Window.Day, precise: true))).Body.ShouldBeNull();
    }
}
