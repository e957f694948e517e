using System.Net;
using SeedanceGen.Testing.Host.Page;

namespace SeedanceGen.Testing.Page.Tests.Security;

/// <summary>Who can reach the page: the person with the token, in a browser on this machine.</summary>
public sealed class GateTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private SeedanceMockHost _host = null!;

    private string Origin => _host.BaseAddress.GetLeftPart(UriPartial.Authority);

    private string Token => _host.PageAddress!.Query["?token=".Length..];

    private string Cookie => $"seedance-page-{_host.BaseAddress.Port}={Token}";

    public async Task InitializeAsync() => _host = await SeedanceMockHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task The_printed_address_gives_the_browser_a_strict_cookie_and_leads_on_without_the_token()
    {
        using var response = await SendAsync(_host.PageAddress!.PathAndQuery);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith(Cookie + ";");
        cookie.ShouldContain("HttpOnly");
        cookie.ShouldContain("SameSite=Strict");
        cookie.ShouldContain("Path=/__seedance/page");
        (await response.Content.ReadAsStringAsync()).ShouldNotContain(Token);
    }

    [Fact]
    public async Task The_page_is_refused_without_the_token()
    {
        (await StatusAsync("/__seedance/page")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("/__seedance/page/")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("/__seedance/page?token=" + new string('0', 64))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("/__seedance/page/", ("Cookie", Cookie[..^1]))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("/__seedance/page/", ("Cookie", Cookie))).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("evil.test")]
    [InlineData("evil.test:80")]
    [InlineData("127.0.0.1.evil.test")]
    [InlineData("192.168.1.1")]
    [InlineData("")]
    public async Task A_request_with_another_host_is_refused_even_with_the_cookie(string host) =>
        (await StatusAsync("/__seedance/page/", ("Cookie", Cookie), ("Host", host))).ShouldBeOneOf(
            HttpStatusCode.Forbidden, HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_host_that_the_mock_responds_for_has_no_page()
    {
        await using var host = await SeedanceMockHost.StartAsync(new() { Mock = new() { Strict = false, AllowedHosts = ["*"] } });
        var cookie = $"seedance-page-{host.BaseAddress.Port}={host.PageAddress!.Query["?token=".Length..]}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.BaseAddress, "/__seedance/page/"));
        request.Headers.Host = "mock.test";
        request.Headers.Add("Cookie", cookie);

        using var response = await _http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("http://evil.test")]
    [InlineData("http://localhost:1")]
    [InlineData("https://127.0.0.1")]
    [InlineData("null")]
    public async Task A_request_from_another_origin_is_refused_even_with_the_cookie(string origin)
    {
        (await StatusAsync("/__seedance/page/", ("Cookie", Cookie), ("Origin", origin))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("/__seedance/page/_blazor/negotiate", HttpMethod.Post, ("Cookie", Cookie), ("Origin", origin)))
            .ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(
            "/__seedance/page/_blazor", ("Cookie", Cookie), ("Origin", origin), ("Connection", "Upgrade"), ("Upgrade", "websocket")))
            .ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_request_that_can_change_something_needs_the_origin_of_the_page()
    {
        (await StatusAsync("/__seedance/page/_blazor/negotiate?negotiateVersion=1", HttpMethod.Post, ("Cookie", Cookie)))
            .ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("/__seedance/page/_blazor", ("Cookie", Cookie), ("Connection", "Upgrade"), ("Upgrade", "websocket")))
            .ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(
            "/__seedance/page/_blazor/negotiate?negotiateVersion=1", HttpMethod.Post, ("Cookie", Cookie), ("Origin", Origin)))
            .ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_part_of_another_site_is_refused(string site) =>
        (await StatusAsync("/__seedance/page/page.css", ("Cookie", Cookie), ("Sec-Fetch-Site", site))).ShouldBe(HttpStatusCode.Forbidden);

    [Theory]
    [InlineData("iframe")]
    [InlineData("image")]
    [InlineData("script")]
    public async Task The_token_opens_a_window_and_no_part_of_a_page(string destination) =>
        (await StatusAsync(_host.PageAddress!.PathAndQuery, ("Sec-Fetch-Dest", destination), ("Sec-Fetch-Site", "cross-site")))
            .ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    public async Task Each_response_forbids_foreign_content_and_frames()
    {
        (string, string)[] requests = [("/__seedance/page", ""), (_host.PageAddress!.PathAndQuery, ""), ("/__seedance/page/", Cookie)];
        foreach (var (path, cookie) in requests)
        {
            using var response = await SendAsync(path, HttpMethod.Get, ("Cookie", cookie));
            var policy = response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
            policy.ShouldContain("default-src 'none'");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("http");
            policy.ShouldNotContain("unsafe-eval");
            response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            response.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        }
    }

    [Theory]
    [InlineData("jobs/{id}/fail")]
    [InlineData("advance")]
    [InlineData("reset")]
    public async Task The_control_api_rejects_what_a_foreign_web_page_sends(string route)
    {
        (await StatusAsync($"/__seedance/{route}", HttpMethod.Post, ("Origin", "http://evil.test"))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync($"/__seedance/{route}", HttpMethod.Post, ("Sec-Fetch-Site", "cross-site"))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("/__seedance/jobs", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")))
            .ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_control_api_lets_a_person_follow_a_link_and_rejects_a_form_of_a_foreign_web_page()
    {
        (string, string)[] navigation = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")];

        (await StatusAsync("/__seedance/jobs", HttpMethod.Get, navigation)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("/__seedance/advance", HttpMethod.Post, navigation)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task What_a_foreign_web_page_sends_to_the_api_of_the_service_is_rejected_and_not_recorded(string site)
    {
        const string Generations = "/api/open/v1/video/generations";

        (await StatusAsync(Generations, HttpMethod.Post, ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "no-cors")))
            .ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(Generations + "/1", ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "navigate")))
            .ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("/", ("Sec-Fetch-Site", site))).ShouldBe(HttpStatusCode.Forbidden);

        _host.Server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_foreign_web_page_may_show_a_video_of_the_mock()
    {
        using var api = new ApiClient(_host.Server.CreateHandler(), _host.BaseAddress, _host.Server.ApiKey);
        var job = await api.StartJobAsync();
        _host.Server.GetJob(job).Succeed();
        var video = (await api.GetAsync(job)).OutputUrl;

        (await StatusAsync(video.PathAndQuery, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "video"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void The_cookie_has_the_port_at_which_the_mock_listens_now()
    {
        var port = 1;
        var gate = new PageGate(() => port);
        gate.Cookie.ShouldStartWith("seedance-page-1=");

        port = 4010;

        gate.Cookie.ShouldStartWith("seedance-page-4010=");
    }

    [Fact]
    public async Task A_host_without_the_page_has_neither_an_address_nor_a_response()
    {
        await using var host = await SeedanceMockHost.StartAsync(new() { Page = false });

        host.PageAddress.ShouldBeNull();
        using var response = await _http.GetAsync(new Uri(host.BaseAddress, "/__seedance/page"));
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<HttpStatusCode> StatusAsync(string path, params (string Name, string Value)[] headers) =>
        StatusAsync(path, HttpMethod.Get, headers);

    private async Task<HttpStatusCode> StatusAsync(string path, HttpMethod method, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(path, method, headers);
        return response.StatusCode;
    }

    private Task<HttpResponseMessage> SendAsync(string path) => SendAsync(path, HttpMethod.Get);

    private async Task<HttpResponseMessage> SendAsync(string path, HttpMethod method, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(_host.BaseAddress, path));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request);
    }
}
