using System.Net;
using System.Security.Cryptography;
using System.Text;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Faults;

/// <summary>Faults that people meet, by their names, and the services that have them by themselves.</summary>
public sealed class PresetTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 20, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("a proxy's page with status 403", 403, "text/html", "Via: 1.1 proxy.invalid")]
    [InlineData("a captive portal with status 302", 302, "text/html", "Location: http://portal.invalid/login")]
    [InlineData("not found yet, with status 404", 404, "application/json", null)]
    [InlineData("rate limited, with status 429", 429, "application/json", "Retry-After: 7")]
    [InlineData("insufficient balance, with status 402", 402, "application/json", null)]
    [InlineData("moderated prompt, with status 400", 400, "application/json", null)]
    [InlineData("expired link, with status 403", 403, "application/xml", null)]
    public async Task A_preset_is_on_the_wire_what_its_name_says_and_nothing_is_done(string name, int status, string type, string? header)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var http = new HttpClient(server.CreateHandler());
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.ApiKey);
        var fault = MockFault.Presets.Single(preset => preset.Name == name);
        server.Given(MockOperation.Submit).Respond(fault);

        using var content = new StringContent(Requests.Simple, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(server.BaseAddress, "api/open/v1/video/generations"), content);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        if (header is not null)
            response.Headers.ToString().ShouldContain(header);
        server.Jobs.ShouldBeEmpty();
        server.Journal.Entries.ShouldHaveSingleItem().Fault.ShouldBe(name);
    }

    [Fact]
    public void Each_preset_can_be_written_as_code_again() => MockFault.Presets.Select(preset => preset.ToCode()).ShouldBe(
    [
        "MockFault.ProxyPage()", "MockFault.CaptivePortal()", "MockFault.NotFoundYet()",
        "MockFault.RateLimited(TimeSpan.FromSeconds(7))", "MockFault.InsufficientBalance()", "MockFault.ModeratedPrompt()",
        "MockFault.ExpiredLink()",
    ]);

    [Fact]
    public async Task A_rate_limit_counts_and_says_when_the_next_request_may_pass()
    {
        using var clock = new VirtualTimeProvider(Now, autoAdvance: false);
        await using var mock = SeedanceMock.InMemory(new() { TimeProvider = clock, RateLimit = new(2, TimeSpan.FromSeconds(60)) });
        using var api = new ApiCaller(mock);
        using var stranger = new ApiCaller(mock, "sd2_live_other");
        (await stranger.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await api.StartJobAsync();
        clock.Advance(TimeSpan.FromSeconds(20));
        await api.ListModelsAsync();
        clock.Advance(TimeSpan.FromSeconds(10));

        var refused = await api.SubmitAsync();

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.ErrorCode.ShouldBe(MockErrorCodes.RateLimited);
        mock.Journal.Entries[^1].RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));
        mock.Jobs.Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(29));
        (await api.SubmitAsync()).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await api.SubmitAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.SubmitAsync()).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task The_client_waits_for_a_rate_limit_that_counts()
    {
        using var clock = new VirtualTimeProvider();
        await using var mock = SeedanceMock.InMemory(new() { TimeProvider = clock, RateLimit = new(1, TimeSpan.FromSeconds(5)) });
        await using var client = mock.CreateClient();

        var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").Build());
        await client.GetAsync(job.Id);

        mock.Ledger.ShouldHaveChargedOnce();
        mock.Journal.Entries.ShouldHonourRetryAfter();
        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_job_is_not_found_before_it_is_visible()
    {
        using var clock = new VirtualTimeProvider(Now, autoAdvance: false);
        await using var mock = SeedanceMock.InMemory(
            new() { TimeProvider = clock, VisibleAfter = TimeSpan.FromSeconds(3), Lifecycle = JobLifecycle.Manually });
        using var api = new ApiCaller(mock);
        var job = await api.StartJobAsync();

        (await api.GetAsync(job)).ErrorCode.ShouldBe(MockErrorCodes.UnknownRequestId);
        (await api.CancelAsync(job)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        clock.Advance(TimeSpan.FromSeconds(3));

        (await api.StatusAsync(job)).ShouldBe("queued");
    }

    [Fact]
    public async Task The_link_of_a_read_expires_and_the_next_read_has_another()
    {
        using var clock = new VirtualTimeProvider(Now, autoAdvance: false);
        await using var mock = SeedanceMock.InMemory(
            new() { TimeProvider = clock, LinkLifetime = TimeSpan.FromMinutes(1), Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(mock);
        using var http = new HttpClient(mock.CreateHandler());
        var job = await api.StartJobAsync();
        var link = await LinkAsync();

        (await http.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMinutes(1));
        var expired = await http.GetAsync(link);

        expired.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await expired.Content.ReadAsStringAsync()).ShouldContain("Request has expired");
        (await http.GetAsync(link.GetLeftPart(UriPartial.Path))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await http.GetAsync(await LinkAsync())).StatusCode.ShouldBe(HttpStatusCode.OK);

        async Task<Uri> LinkAsync() => new((string)(await api.GetAsync(job)).Json["output"]!["url"]!);
    }

    [Theory]
    [InlineData(0, "........")]
    [InlineData(0.25, "...x...x")]
    [InlineData(0.5, ".x.x.x.x")]
    [InlineData(1, "xxxxxxxx")]
    public async Task As_many_jobs_fail_as_the_rate_says_evenly(double rate, string expected)
    {
        await using var mock = SeedanceMock.InMemory(new() { FailRate = rate, Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(mock);

        for (var job = 0; job < 8; job++)
            await api.StartJobAsync();

        string.Concat(mock.Jobs.Select(job => job.Status == GenerationStatus.Failed ? 'x' : '.')).ShouldBe(expected);
        mock.Jobs.ShouldAllBe(job => job.Failure == null || job.Failure.Code == MockErrorCodes.JobFailed);
    }

    [Fact]
    public void A_rate_limit_a_delay_or_a_rate_that_cannot_be_is_rejected()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => MockFault.RateLimited(TimeSpan.FromSeconds(-1)));
        Rejects(new() { RateLimit = new(0, TimeSpan.FromSeconds(1)) });
        Rejects(new() { RateLimit = new(1, TimeSpan.Zero) });
        Rejects(new() { VisibleAfter = TimeSpan.FromSeconds(-1) });
        Rejects(new() { LinkLifetime = TimeSpan.Zero });
        Rejects(new() { FailRate = 1.1 });

        static void Rejects(SeedanceMockOptions options) => Should.Throw<ArgumentException>(() => SeedanceMock.InMemory(options));
    }

    [Fact]
    public async Task A_service_like_similar_ones_tells_amounts_and_reasons()
    {
        await using var mock = SeedanceMock.InMemory(new()
        {
            Variant = ApiVariant.SimilarServices,
            Balance = 50,
            Lifecycle = JobLifecycle.Immediately.EndingInFailure("too_dark", "It is night."),
        });
        using var api = new ApiCaller(mock);
        var failed = (await api.GetAsync(await api.StartJobAsync())).Json;

        var refused = (await api.SubmitAsync()).Json["error"]!;

        failed["error"]!["reason"]!.GetValue<string>().ShouldBe("content_policy");
        ((int)refused["required"]!, (int)refused["available"]!).ShouldBe((40, 10));
    }

    [Fact]
    public async Task A_service_like_similar_ones_carries_out_an_idempotency_key_once()
    {
        await using var mock = SeedanceMock.InMemory(new() { Variant = ApiVariant.SimilarServices });
        using var http = new HttpClient(mock.CreateHandler()) { BaseAddress = mock.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", mock.ApiKey);
        http.DefaultRequestHeaders.Add("Idempotency-Key", "order-1");

        var first = await SubmitAsync();
        var second = await SubmitAsync();

        second.ShouldBe(first);
        mock.Ledger.ShouldHaveChargedOnce();

        async Task<string> SubmitAsync()
        {
            using var content = new StringContent(Requests.Simple, Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(new Uri("api/open/v1/video/generations", UriKind.Relative), content);
            return await response.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task A_webhook_of_a_service_like_similar_ones_is_checked_by_the_public_key()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var mock = SeedanceMock.InMemory(new()
        {
            Variant = ApiVariant.SimilarServices,
            Lifecycle = JobLifecycle.Immediately,
            Webhook = new() { ForgedWebhooks = [ForgedWebhook.AnotherId] },
        });
        using var api = new ApiCaller(mock);

        await api.StartJobAsync(Requests.WithWebhook(receiver.Url));
        await mock.WaitForWebhooksAsync();

        mock.Webhooks.Select(IsGenuine).ShouldBe([false, true]);

        bool IsGenuine(WebhookDelivery delivery)
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(mock.WebhookPublicKey);
            var signature = Convert.FromBase64String(delivery.Headers["webhook-signature"]["es256,".Length..]);
            var content = $"{delivery.Headers["webhook-id"]}.{delivery.Headers["webhook-timestamp"]}.{delivery.Body}";
            return key.VerifyData(Encoding.UTF8.GetBytes(content), signature, HashAlgorithmName.SHA256);
        }
    }

    [Fact]
    public async Task The_documented_service_has_none_of_it()
    {
        await using var mock = SeedanceMock.InMemory();

        mock.WebhookPublicKey.ShouldBeNull();
        ApiVariant.All.ShouldNotContain(ApiVariant.SimilarServices);
    }
}
