using System.Net;
using System.Text.Json.Nodes;

namespace SeedanceGen.Testing.Host.Tests.Control;

/// <summary>Parts of the lists of the control API.</summary>
public sealed class ControlPageTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new();
    private SeedanceMockHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await SeedanceMockHost.StartAsync(
            new() { Mock = new() { Strict = false, Retention = new() { Count = 4 }, Lifecycle = JobLifecycle.Manually } });
        using var api = new ApiClient(_host.Server.CreateHandler(), _host.BaseAddress, _host.Server.ApiKey);
        for (var job = 0; job < 6; job++)
            await api.StartJobAsync(Requests.WithWebhook("https://your-app.com/hook"));
        _host.Server.GetJob("req_0000000005").Succeed();
        _host.Server.GetJob("req_0000000006").Fail("too_dark", "It is night.");
        await api.SendAsync(HttpMethod.Get, "nowhere");
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("jobs", "3,4,5,6")]
    [InlineData("jobs?since=4", "5,6")]
    [InlineData("jobs?limit=2", "3,4")]
    [InlineData("jobs?since=3&limit=2", "4,5")]
    [InlineData("jobs?last=1", "6")]
    [InlineData("jobs?before=5&last=1", "4")]
    [InlineData("jobs?state=queued", "3,4")]
    [InlineData("jobs?state=failed&since=6", "")]
    [InlineData("journal", "4,5,6,7")]
    [InlineData("journal?operation=submitVideoGeneration&last=1", "6")]
    [InlineData("journal?job=req_0000000005", "5")]
    [InlineData("journal?statusCode=404", "7")]
    [InlineData("journal?faulted=true", "")]
    [InlineData("webhooks", "1,2")]
    [InlineData("webhooks?job=req_0000000006&outcome=withheld", "2")]
    [InlineData("webhooks?outcome=Delivered", "")]
    [InlineData("violations?kind=UnmatchedRequest", "1")]
    [InlineData("violations?kind=DoubleCharge", "")]
    public async Task A_list_is_asked_for_in_parts(string path, string numbers)
    {
        var list = JsonNode.Parse(await _http.GetStringAsync(new Uri($"{_host.ControlAddress}/{path}")))!.AsArray();

        string.Join(',', list.Select(item => item!["number"]!.ToJsonString())).ShouldBe(numbers);
    }

    [Theory]
    [InlineData("jobs?since=x", "GET /__seedance/jobs: ?since: expected a whole number, 0 or more, actual x")]
    [InlineData("jobs?limit=0", "GET /__seedance/jobs: ?limit: expected a whole number, 1 or more, actual 0")]
    [InlineData("jobs?limit=1&last=2", "GET /__seedance/jobs: ?last: expected only one of limit and last, actual 2")]
    [InlineData("jobs?state=asleep",
        "GET /__seedance/jobs: ?state: expected one of queued, processing, succeeded, failed, cancelled, actual asleep")]
    [InlineData("jobs?stat=failed",
        "GET /__seedance/jobs: ?stat: expected no such name (accepted here are state, since, before, limit, last), actual failed")]
    [InlineData("journal?job=1&job=2", "GET /__seedance/journal: ?job: expected one value, actual 2")]
    public async Task A_query_that_is_wrong_is_told(string path, string error)
    {
        using var response = await _http.GetAsync(new Uri($"{_host.ControlAddress}/{path}"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ((string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!["message"]!).ShouldBe(error);
    }

    [Fact]
    public async Task The_state_counts_all_and_says_how_much_is_kept()
    {
        var state = JsonNode.Parse(await _http.GetStringAsync(_host.ControlAddress))!;

        ((int)state["requests"]!, (int)state["jobs"]!, (int)state["webhooks"]!, (int)state["violations"]!).ShouldBe((7, 6, 2, 1));
        state["keeps"]!.ToJsonString().ShouldBe("""{"count":4,"seconds":null,"bytes":null}""");
        ((int)JsonNode.Parse(await _http.GetStringAsync(new Uri($"{_host.ControlAddress}/violations")))![0]!["requests"]![0]!).ShouldBe(7);
    }

    [Fact]
    public async Task Every_name_of_a_query_stands_in_the_guide()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Readme", "testing-standalone.md"));

        SeedanceGen.Testing.Host.Control.ControlPage.Names.ShouldAllBe(name => guide.Contains($"`{name}=", StringComparison.Ordinal));
    }
}
