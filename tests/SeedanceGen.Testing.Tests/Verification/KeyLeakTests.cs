using System.Net;
using System.Net.Http.Headers;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Verification;

public sealed class KeyLeakTests
{
    [Theory]
    [InlineData("Bearer", SeedanceMockOptions.DefaultApiKey)]
    [InlineData("Bearer", "another")]
    [InlineData("Basic", "dXNlcjpwYXNz")]
    public async Task Credentials_that_are_sent_to_the_video_are_refused_and_marked(string scheme, string parameter)
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new() { Lifecycle = JobLifecycle.Immediately, IgnoredViolations = [MockViolationKind.KeyLeak] });
        var url = await VideoAsync(server);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, parameter);

        using var response = await http.GetAsync(url);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain(MockErrorCodes.KeyLeak);
        var leak = server.Journal.KeyLeaks.ShouldHaveSingleItem();
        leak.Path.ShouldBe(url.AbsolutePath);
        leak.RequestId.ShouldBe(server.Jobs.Single().RequestId);
        leak.ToString().ShouldContain("KEY LEAK");
    }

    [Theory]
    [InlineData("?key=sd2_live_mock", null)]
    [InlineData("", "X-Api-Key")]
    public async Task The_key_is_found_in_any_header_and_in_the_link_itself(string query, string? header)
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new() { Lifecycle = JobLifecycle.Immediately, IgnoredViolations = [MockViolationKind.KeyLeak] });
        var url = await VideoAsync(server);
        using var http = new HttpClient();
        if (header is not null)
            http.DefaultRequestHeaders.Add(header, server.ApiKey);

        using var response = await http.GetAsync(url + query);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        server.Journal.KeyLeaks.ShouldHaveSingleItem().Path.ShouldNotContain(server.ApiKey);
    }

    [Fact]
    public async Task A_download_without_credentials_is_no_leak()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var http = new HttpClient();

        await http.GetByteArrayAsync(await VideoAsync(server));

        server.Journal.KeyLeaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_key_in_a_body_is_a_leak_and_is_not_kept()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { IgnoredViolations = [MockViolationKind.KeyLeak] });
        using var api = new ApiCaller(server);

        await api.SubmitAsync("""{"model":"seedance-2.0","prompt":"A river","metadata":{"key":"sd2_live_mock"}}""");

        server.Journal.KeyLeaks.ShouldHaveSingleItem().Body.ShouldContain("\"key\":\"[redacted]\"");
    }

    private static async Task<Uri> VideoAsync(SeedanceMockServer server)
    {
        using var api = new ApiCaller(server);
        return (await api.GetAsync(await api.StartJobAsync())).OutputUrl;
    }
}
