using System.Net.Http.Headers;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class KeySearchTests
{
    [Theory]
    [InlineData("api/open/v1/models?key=sd2_live_mock", null, "its target")]
    [InlineData("api/open/v1/models?key=sd2%5Flive%5Fmock", null, "its target")]
    [InlineData("favicon.ico", "X-Api-Key", "its header X-Api-Key")]
    [InlineData("api/open/v1/models", "User-Agent", "its header User-Agent")]
    public async Task A_key_in_the_wrong_place_fails_the_test_and_is_not_repeated(string target, string? header, string place)
    {
        var server = await SeedanceMockServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.ApiKey);
        if (header is not null)
            http.DefaultRequestHeaders.TryAddWithoutValidation(header, "client/" + server.ApiKey);

        using var response = await http.GetAsync(target);

        var failure = await Should.ThrowAsync<SeedanceMockException>(async () => await server.DisposeAsync());
        var leak = failure.Violations.Single(violation => violation.Kind == MockViolationKind.KeyLeak);
        leak.Message.ShouldContain("had credentials in " + place);
        failure.Message.ShouldNotContain(server.ApiKey);
        Should.Throw<SeedanceMockException>(server.Keys.ShouldNotHaveLeaked).Message.ShouldNotContain(server.ApiKey);
    }

    /// <summary>A key of the real service in the wrong place is no less of a leak for not being the mock's own.</summary>
    [Theory]
    [InlineData("api/open/v1/models?key=sd2_live_0123456789abcdef", null, null)]
    [InlineData("api/open/v1/models?key=sd2%5Flive%5f0123456789abcdef", null, null)]
    [InlineData("api/open/v1/models?key=%73d2_live_0123456789abcdef", null, null)]
    [InlineData("api/open/v1/video/generations/SD2_TEST_0123456789abcdef", null, null)]
    [InlineData("sd2_live_0123456789abcdef", null, null)]
    [InlineData("api/open/v1/models", "X-Api-Key", null)]
    [InlineData("api/open/v1/models", "Cookie", null)]
    [InlineData("api/open/v1/models", "Proxy-Authorization", null)]
    [InlineData("api/open/v1/video/generations", null, """{"model":"seedance-2.0","prompt":"sd2_live_0123456789abcdef"}""")]
    [InlineData("api/open/v1/video/generations", null, """{"model":"seedance-2.0","prompt":"A","sd2_live_0123456789abcdef":1}""")]
    [InlineData("api/open/v1/video/generations", null, """{"prompt":"\u0073d2\u005flive_0123456789abcdef"}""")]
    [InlineData("api/open/v1/video/generations", null, "sd2_live_0123456789abcdef is no JSON")]
    public async Task What_has_the_shape_of_a_key_is_a_leak_and_is_nowhere_in_the_report(string target, string? header, string? body)
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { IgnoredViolations = Enum.GetValues<MockViolationKind>() });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.ApiKey);
        if (header is not null)
            http.DefaultRequestHeaders.TryAddWithoutValidation(header, "k=sd2_live_0123456789abcdef");

        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, target)
        {
            Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        using var response = await http.SendAsync(request);

        var entry = server.Journal.KeyLeaks.ShouldHaveSingleItem();
        foreach (var shown in new[] { entry.Path, entry.Body, entry.ToString(), server.Report(), entry.RequestId ?? "" })
            shown.ShouldNotContain("0123456789abcdef");
        if (header is null)
            (entry.Path + entry.Body).ShouldContain("[redacted]");
    }

    [Theory]
    [InlineData("sd2_live_0123456789abcdef", false)]
    [InlineData("no key at all", false)]
    public async Task A_key_in_its_own_header_is_no_leak_right_or_wrong(string key, bool leaks)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + key);

        using var response = await http.GetAsync("api/open/v1/models");

        server.Journal.Entries.ShouldHaveSingleItem().KeyLeaked.ShouldBe(leaks);
    }

    [Fact]
    public async Task A_key_that_was_replaced_long_ago_still_must_not_be_anywhere()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { IgnoredViolations = [MockViolationKind.KeyLeak] });
        server.Keys.Rotate("sd2_live_second");
        server.Keys.Rotate("sd2_live_mock_third");
        using var api = new ApiCaller(server, server.ApiKey);

        await api.SubmitAsync("""{"model":"seedance-2.0","prompt":"sd2_live_mock_third and sd2_live_second"}""");
        server.Keys.Rotate("sd2_live_fourth");
        await api.SubmitAsync("""{"model":"seedance-2.0","prompt":"sd2_live_mock"}""");

        server.Journal.KeyLeaks.ShouldHaveCount(2);
        server.Journal.Entries[0].Body.ShouldContain("\"prompt\":\"[redacted] and [redacted]\"");
        Should.Throw<SeedanceMockException>(server.Keys.ShouldNotHaveLeaked);
    }

    [Fact]
    public async Task A_key_is_found_in_what_the_test_itself_received()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        server.Keys.Rotate("sd2_live_second");

        server.Keys.ShouldNotAppearIn("nothing to see", "the log");

        Should.Throw<SeedanceMockException>(() => server.Keys.ShouldNotAppearIn("key=sd2_live_mock", "the log")).Message
            .ShouldBe("No key was expected in the log, and there is one: key=[redacted]");
        Should.Throw<SeedanceMockException>(() => server.Keys.ShouldNotAppearIn("key=sd2_live_second"));
    }

    [Fact]
    public async Task Neither_a_webhook_nor_a_download_of_the_client_carries_the_key()
    {
        using var clock = new VirtualTimeProvider();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = clock, Lifecycle = JobLifecycle.After(TimeSpan.FromMinutes(1)) });
        await using var client = VirtualClient.Of(server, clock);

        var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithWebhookUrl(receiver.Url).Build());
        await client.DownloadAsync(await job.WaitAsync(), new MemoryStream());
        await server.WaitForWebhooksAsync();

        var (body, headers) = await receiver.NextAsync();
        server.Keys.ShouldNotAppearIn(body + string.Join('\n', headers), "the webhook");
        server.Keys.ShouldNotHaveLeaked();
    }
}
