using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace SeedanceGen.Testing.Tests.Transport;

/// <summary>The host that a request names, on a socket and in memory.</summary>
public sealed class AllowedHostTests
{
    public static TheoryData<string, bool> Hosts => Both(
        "evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", "evillocalhost", "10.0.0.1",
        "192.168.1.5:8080", "[::2]", "[::2]:80", "0.0.0.0", "xn--bcher-kva.example", "evil.example.", "128.0.0.1");

    public static TheoryData<string, bool> OwnHosts => Both(
        "localhost", "localhost:1", "LocalHost", "localhost.", "mock.localhost", "a.b.localhost:65535", "127.0.0.1", "127.0.0.1:9",
        "127.255.255.254", "[::1]", "[::1]:443", "[::ffff:127.0.0.1]");

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_request_for_another_host_is_refused_and_nothing_happens(string host, bool isOnSocket)
    {
        await using var mock = await StartAsync(isOnSocket);
        using var http = new HttpClient(mock.CreateHandler()) { BaseAddress = mock.BaseAddress };

        foreach (var path in (string[])["api/open/v1/models", "videos/req_1.mp4", "nothing"])
        {
            using var response = await http.SendAsync(Request(mock, HttpMethod.Get, path, host));

            response.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
            var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;
            ((string)error["code"]!).ShouldBe(MockErrorCodes.HostNotAllowed);
            ((string)error["message"]!).ShouldContain(nameof(SeedanceMockOptions.AllowedHosts));
            ((string)error["message"]!).ShouldContain("--allow-host");
        }

        mock.Journal.Entries.ShouldBeEmpty();
        mock.Violations.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(OwnHosts))]
    public async Task A_request_for_this_machine_passes(string host, bool isOnSocket)
    {
        await using var mock = await StartAsync(isOnSocket);

        (await StatusAsync(mock, host)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("mock.test", "mock.test:8080")]
    [InlineData("Mock.Test", "mock.test")]
    [InlineData("192.168.1.5", "192.168.1.5:80")]
    [InlineData("[fe80::1]", "[fe80::1]:80")]
    [InlineData("fe80::1", "[fe80::1]")]
    [InlineData("my_mock", "my_mock:8080")]
    [InlineData("*", "evil.example")]
    public async Task A_host_that_the_options_name_passes_also_after_a_reset(string allowed, string host)
    {
        await using var mock = SeedanceMock.InMemory(new() { AllowedHosts = ["other.test", allowed] });

        (await StatusAsync(mock, host)).ShouldBe(HttpStatusCode.OK);
        await mock.ResetAsync();
        (await StatusAsync(mock, host)).ShouldBe(HttpStatusCode.OK);
        if (allowed != "*")
            (await StatusAsync(mock, "third.test")).ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://mock.test")]
    [InlineData("mock.test:8080")]
    [InlineData("mock test")]
    [InlineData("*.test")]
    public void What_is_no_host_cannot_be_allowed(string host) =>
        Should.Throw<ArgumentException>(() => SeedanceMock.InMemory(new() { AllowedHosts = [host] }))
            .Message.ShouldContain($"'{host}' is not a host name");

    private static async Task<SeedanceMock> StartAsync(bool isOnSocket) =>
        isOnSocket ? await SeedanceMockServer.StartAsync() : SeedanceMock.InMemory();

    private static async Task<HttpStatusCode> StatusAsync(SeedanceMock mock, string host)
    {
        using var http = new HttpClient(mock.CreateHandler()) { BaseAddress = mock.BaseAddress };
        using var response = await http.SendAsync(Request(mock, HttpMethod.Get, "api/open/v1/models", host));
        return response.StatusCode;
    }

    private static HttpRequestMessage Request(SeedanceMock mock, HttpMethod method, string path, string host) => new(method, path)
    {
        Headers = { Host = host, Authorization = new AuthenticationHeaderValue("Bearer", mock.ApiKey) },
    };

    private static TheoryData<string, bool> Both(params string[] hosts)
    {
        var rows = new TheoryData<string, bool>();
        foreach (var host in hosts)
        {
            rows.Add(host, true);
            rows.Add(host, false);
        }

        return rows;
    }
}
