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
        Should.Throw<MockAssertionException>(server.Keys.ShouldNotHaveLeaked).Message.ShouldNotContain(server.ApiKey);
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
        Should.Throw<MockAssertionException>(server.Keys.ShouldNotHaveLeaked);
    }

    [Fact]
    public async Task A_key_is_found_in_what_the_test_itself_received()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        server.Keys.Rotate("sd2_live_second");

        server.Keys.ShouldNotAppearIn("nothing to see", "the log");

        Should.Throw<MockAssertionException>(() => server.Keys.ShouldNotAppearIn("key=sd2_live_mock", "the log")).Message
            .ShouldBe("No key was expected in the log, and there is one: key=[redacted]");
        Should.Throw<MockAssertionException>(() => server.Keys.ShouldNotAppearIn("key=sd2_live_second"));
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
