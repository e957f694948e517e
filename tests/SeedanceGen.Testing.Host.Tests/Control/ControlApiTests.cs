using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Host.Control;

namespace SeedanceGen.Testing.Host.Tests.Control;

/// <summary>The control API as a test in another process uses it: over the socket.</summary>
public sealed partial class ControlApiTests : IAsyncLifetime, IDisposable
{
    private readonly VirtualTimeProvider _clock = new(autoAdvance: false);
    private readonly HttpClient _http = new();
    private SeedanceMockHost _host = null!;
    private ApiClient _api = null!;

    public async Task InitializeAsync()
    {
        _host = await SeedanceMockHost.StartAsync(
            new() { Mock = new() { Strict = false, TimeProvider = _clock, Lifecycle = JobLifecycle.After(TimeSpan.FromMinutes(10)) } });
        _api = new ApiClient(_host.Server.CreateHandler(), _host.BaseAddress, _host.Server.ApiKey);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    public void Dispose()
    {
        _api.Dispose();
        _http.Dispose();
        _clock.Dispose();
    }

    [Fact]
    public async Task The_control_api_advances_time()
    {
        var job = await _api.StartJobAsync();

        var status = await PostAsync("advance", """{"seconds":600}""");

        status["timeIsVirtual"]!.GetValue<bool>().ShouldBeTrue();
        (await _api.StatusAsync(job)).ShouldBe("succeeded");
    }

    [Theory]
    [InlineData("start", "", "processing")]
    [InlineData("complete", "", "succeeded")]
    [InlineData("fail", """{"code":"too_dark","message":"It is night."}""", "failed")]
    public async Task The_control_api_moves_a_job(string step, string body, string status)
    {
        var job = await _api.StartJobAsync();

        (await PostAsync($"jobs/{job}/{step}", body))["status"]!.GetValue<string>().ShouldBe(status);
        (await _api.StatusAsync(job)).ShouldBe(status);
    }

    [Fact]
    public async Task A_job_that_has_ended_is_not_moved_again()
    {
        var job = await _api.StartJobAsync();
        await PostAsync($"jobs/{job}/complete");

        await PostAsync($"jobs/{job}/complete", expected: HttpStatusCode.Conflict);
        await PostAsync("jobs/req_other/complete", expected: HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_control_api_scripts_a_fault()
    {
        var script = await PostAsync("faults",
            """{"fault":"status","status":429,"retryAfterSeconds":7,"operation":"submitVideoGeneration","next":2,"processed":true}""");

        script["script"]!.GetValue<string>()
            .ShouldBe(
                "'status 429 with Retry-After as seconds, after the request was processed' for submitVideoGeneration, "
                + "the next 2: played 0 times");
        (await _api.SubmitAsync()).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await GetAsync("violations")).AsArray().ShouldHaveSingleItem()!["kind"]!.GetValue<string>().ShouldBe("UnusedFault");
        _host.Server.Jobs.Count.ShouldBe(1);
    }

    /// <summary>The page makes its form from these fields.</summary>
    [Fact]
    public async Task Each_kind_of_fault_takes_the_fields_that_it_says_and_no_other()
    {
        var kinds = (await GetAsync("faults/kinds")).AsArray();
        var every = kinds.SelectMany(kind => kind!["fields"]!.AsArray()).DistinctBy(field => (string)field!["name"]!).ToList();
        kinds.Count.ShouldBe(ControlFault.Names.Count());
        foreach (var kind in kinds)
        {
            var own = kind!["fields"]!.AsArray().Select(field => (string)field!["name"]!).ToList();
            var body = new JsonObject { ["fault"] = (string)kind["fault"]! };
            foreach (var field in kind["fields"]!.AsArray())
                body[(string)field!["name"]!] = SampleOf(field);
            await PostAsync("faults", body.ToJsonString());
            foreach (var other in every.Where(field => !own.Contains((string)field!["name"]!)))
            {
                var wrong = body.DeepClone().AsObject();
                wrong[(string)other!["name"]!] = SampleOf(other);
                (await ErrorAsync("faults", wrong.ToJsonString()))
                    .ShouldContain($"/{other["name"]}: expected no such field", customMessage: "ControlFaultKinds has them");
            }
        }

        static JsonNode SampleOf(JsonNode field) => (string)field["type"]! switch
        {
            _ when field["values"]!.AsArray() is [var first, ..] => (string)first!,
            "flag" => true,
            "text" => "text",
            "seconds" => 1,
            _ => 503,
        };
    }

    [Fact]
    public async Task A_fault_that_was_refused_is_not_played()
    {
        await PostAsync("faults", """{"fault":"status","next":0}""", HttpStatusCode.BadRequest);

        (await _api.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("violations")).AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_that_is_completed_calls_its_webhook_and_keeps_its_charge()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var job = await _api.StartJobAsync(Requests.WithWebhook(receiver.Url));

        await PostAsync($"jobs/{job}/complete");

        (await receiver.NextAsync()).Body.ShouldContain("succeeded");
        (await GetAsync("ledger"))["charges"]!.AsArray().ShouldHaveSingleItem()!["credits"]!.GetValue<int>().ShouldBe(40);
    }

    [Theory]
    [InlineData("""{"fault":"connectionReset","at":"insideBody"}""", "connection reset inside the body, after the request was processed")]
    [InlineData("""{"fault":"connectionClosed","at":"insideHeaders","processed":false}""", "connection closed inside the headers")]
    [InlineData("""{"fault":"hang"}""", "hang before the response")]
    [InlineData("""{"fault":"truncatedBody"}""", "body truncated without a length, after the request was processed")]
    [InlineData("""{"fault":"slowBody","seconds":2}""", "body takes 00:00:02, after the request was processed")]
    [InlineData("""{"fault":"status"}""", "status 503")]
    [InlineData("""{"fault":"malformedJson"}""", "malformed JSON, after the request was processed")]
    [InlineData("""{"fault":"htmlPage"}""", "HTML page with status 502")]
    [InlineData("""{"fault":"errorEnvelope","code":"quota"}""", "error envelope 'quota' with status 200")]
    [InlineData("""{"fault":"noContent"}""", "status 204")]
    public async Task Each_fault_has_a_name(string body, string fault) =>
        (await PostAsync("faults", body))["script"]!.GetValue<string>().ShouldStartWith($"'{fault}' for any request, the next 1");

    [Fact]
    public async Task Journal_jobs_ledger_and_status_are_read()
    {
        var job = await _api.StartJobAsync();

        (await GetAsync("journal")).AsArray().ShouldHaveSingleItem()!["operation"]!.GetValue<string>().ShouldBe("submitVideoGeneration");
        (await GetAsync("jobs")).AsArray().ShouldHaveSingleItem()!["requestId"]!.GetValue<string>().ShouldBe(job);
        (await GetAsync("ledger"))["totalCharged"]!.GetValue<long>().ShouldBe(_host.Server.Ledger.TotalCharged);
        (await GetAsync(""))["jobs"]!.GetValue<int>().ShouldBe(1);
        (await GetAsync("")).ToJsonString().ShouldNotContain(_host.Server.ApiKey);
        _host.Server.Journal.Entries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reset_forgets_everything()
    {
        await _api.StartJobAsync();

        (await PostAsync("reset"))["jobs"]!.GetValue<int>().ShouldBe(0);

        (await GetAsync("journal")).AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_in_a_browser_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host.ControlAddress + "/reset"));
        request.Headers.Add("Origin", "https://elsewhere.example");

        (await _http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example:80")]
    [InlineData("192.168.1.5")]
    public async Task A_page_whose_name_was_made_to_lead_here_is_refused(string host)
    {
        foreach (var (method, path) in ((string, string)[])[("GET", ""), ("GET", "/keys"), ("POST", "/reset")])
        {
            using var request = new HttpRequestMessage(new(method), new Uri(_host.ControlAddress + path)) { Headers = { Host = host } };
            using var response = await _http.SendAsync(request);

            response.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
            (await response.Content.ReadAsStringAsync()).ShouldNotContain(_host.Server.ApiKey);
        }
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var content = new ByteArrayContent(new byte[40_000_000]);

        using var response = await _http.PostAsync(new Uri(_host.ControlAddress + "/reset"), content);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadAsStringAsync()).ShouldContain(MockErrorCodes.Control);
    }

    [Fact]
    public async Task Videos_are_served_beside_it()
    {
        var job = await _api.StartJobAsync();
        await PostAsync($"jobs/{job}/complete");

        (await _http.GetByteArrayAsync((await _api.GetAsync(job)).OutputUrl)).ShouldNotBeEmpty();
        (await GetAsync("journal")).AsArray()[^1]!["operation"]!.GetValue<string>().ShouldBe("downloadVideo");
    }

    private async Task<JsonNode> PostAsync(string path, string body = "", HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri($"{_host.ControlAddress}/{path}"), content);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<string> ErrorAsync(string path, string body, HttpStatusCode expected = HttpStatusCode.BadRequest) =>
        (await PostAsync(path, body, expected))["error"]!["message"]!.GetValue<string>();

    private async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await _http.GetStringAsync(new Uri($"{_host.ControlAddress}/{path}")))!;
}
