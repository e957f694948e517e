using System.Net;
using System.Reflection;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Faults;

public sealed class ScriptTests : IDisposable
{
    private readonly SeedanceMock _mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually, Strict = false });
    private readonly ApiCaller _api;

    public ScriptTests() => _api = new ApiCaller(_mock);

    public void Dispose()
    {
        _api.Dispose();
        _mock.Dispose();
    }

    [Fact]
    public async Task A_script_is_for_the_next_request_unless_it_says_otherwise()
    {
        var script = _mock.Given().Respond(MockFault.Status(503));

        (await StatusesAsync(3)).ShouldBe([503, 200, 200]);
        script.CallCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_script_for_the_next_requests_plays_on_them()
    {
        _mock.Given().Respond(MockFault.Status(503)).Next(2);

        (await StatusesAsync(4)).ShouldBe([503, 503, 200, 200]);
    }

    [Fact]
    public async Task Scripts_for_the_same_requests_play_one_after_the_other()
    {
        _mock.Given().Respond(MockFault.Status(503)).Next(2);
        _mock.Given().Respond(MockFault.Status(502));

        (await StatusesAsync(4)).ShouldBe([503, 503, 502, 200]);
    }

    [Fact]
    public async Task A_script_for_the_nth_request_plays_once()
    {
        _mock.Given().Respond(MockFault.Status(503)).Nth(3);

        (await StatusesAsync(5)).ShouldBe([200, 200, 503, 200, 200]);
    }

    [Fact]
    public async Task A_script_for_every_nth_request_plays_on_each_of_them()
    {
        _mock.Given().Respond(MockFault.Status(503)).EveryNth(2);

        (await StatusesAsync(5)).ShouldBe([200, 503, 200, 503, 200]);
    }

    [Fact]
    public async Task A_script_for_always_plays_on_every_request()
    {
        _mock.Given().Respond(MockFault.Status(503)).Always();

        (await StatusesAsync(3)).ShouldBe([503, 503, 503]);
    }

    [Fact]
    public async Task A_script_for_an_operation_leaves_the_others_alone()
    {
        var job = await _api.StartJobAsync();
        _mock.Given(MockOperation.Get).Respond(MockFault.Status(503)).Always();

        (await _api.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _api.GetAsync(job)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await _api.CancelAsync(job)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_script_for_a_job_leaves_the_others_alone()
    {
        var (one, other) = (await _api.StartJobAsync(), await _api.StartJobAsync());
        _mock.Given(MockOperation.Get).ForJob(other).Respond(MockFault.Status(503));

        (await _api.GetAsync(one)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _api.GetAsync(other)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_download_can_fail_too()
    {
        var job = await _api.StartJobAsync();
        _mock.GetJob(job).Succeed();
        var url = (await _api.GetAsync(job)).OutputUrl;
        using var storage = new HttpClient(_mock.CreateHandler());
        _mock.Given(MockOperation.DownloadVideo).ForJob(job).Respond(MockFault.Status(500));

        (await storage.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await storage.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_script_that_was_not_played_as_often_as_it_says_is_a_violation_that_names_the_nearest_requests()
    {
        var job = await _api.StartJobAsync();
        await _api.ListModelsAsync();
        await _api.GetAsync(job);
        _mock.Given(MockOperation.Get).ForJob("req_other").Respond(MockFault.ConnectionReset()).Next(2);

        var violation = _mock.Violations.ShouldHaveSingleItem();

        violation.Kind.ShouldBe(MockViolationKind.UnusedFault);
        violation.Message.ShouldContain(
            "'connection reset before the response' for getVideoGeneration of job 'req_other', the next 2: played 0 times");
        violation.Message.ShouldContain($"GET /api/open/v1/video/generations/{job} → 200");
        Should.Throw<SeedanceMockException>(_mock.Verify).Message.ShouldContain("UnusedFault");
    }

    [Fact]
    public async Task The_nearest_request_of_a_download_that_did_not_fail_is_a_download()
    {
        var job = await _api.StartJobAsync();
        _mock.GetJob(job).Succeed();
        using var storage = new HttpClient(_mock.CreateHandler());
        await storage.GetAsync((await _api.GetAsync(job)).OutputUrl);
        await StatusesAsync(4);
        _mock.Given(MockOperation.DownloadVideo).ForJob("req_other").Respond(MockFault.Status(500));

        _mock.Violations.ShouldHaveSingleItem().Message.ShouldContain($"{job}.mp4 → 200");
    }

    [Fact]
    public async Task A_fault_that_hides_what_the_server_did_does_not_hide_what_the_caller_did()
    {
        _mock.Given().Respond(MockFault.Status(503)).Always();

        await _api.SubmitAsync("""{"model":"seedance-2.0","prompt":"A river","duration":99}""");
        await _api.SendAsync(HttpMethod.Get, "api/open/v1/video/generation/x");
        await _api.SubmitAsync();

        _mock.Violations.Select(violation => violation.Kind)
            .ShouldBe([MockViolationKind.RequestViolation, MockViolationKind.UnmatchedRequest]);
        _mock.Jobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_script_that_was_played_is_no_violation()
    {
        _mock.Given().Respond(MockFault.Status(503));
        _mock.Given().Respond(MockFault.Status(503)).EveryNth(2);
        var every = _mock.Given().Respond(MockFault.Status(500)).EveryNth(3);
        await StatusesAsync(3);

        _mock.Violations.ShouldBeEmpty();
        every.ToString().ShouldBe("'status 500' for any request, 1 of every 3: played 1 time");
    }

    [Fact]
    public async Task The_journal_tells_the_fault()
    {
        _mock.Given().Respond(MockFault.Status(503));
        _mock.Given().Respond(MockFault.ConnectionReset());

        await StatusesAsync(1);
        await Should.ThrowAsync<HttpRequestException>(_api.ListModelsAsync);
        await StatusesAsync(1);

        _mock.Journal.Entries.Select(entry => (entry.StatusCode, entry.Fault))
            .ShouldBe([(503, "status 503"), (0, "connection reset before the response"), (200, null)]);
    }

    [Theory]
    [InlineData(1.2, "2")]
    [InlineData(0, "0")]
    [InlineData(90, "90")]
    public async Task Retry_after_is_never_less_than_was_asked_for(double seconds, string header)
    {
        _mock.Given().Respond(MockFault.Status(429, TimeSpan.FromSeconds(seconds)));
        using var http = new HttpClient(_mock.CreateHandler());

        using var response = await http.GetAsync(_mock.BaseAddress);

        response.Headers.GetValues("Retry-After").ShouldBe([header]);
    }

    [Fact]
    public async Task Retry_after_as_a_date_goes_by_the_clock_of_the_mock()
    {
        var clock = new VirtualTimeProvider(new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), autoAdvance: false).Background;
        await using var mock = SeedanceMock.InMemory(new() { TimeProvider = clock });
        mock.Given().Respond(MockFault.Status(503, TimeSpan.FromSeconds(7), asDate: true));
        using var api = new ApiCaller(mock);
        using var http = new HttpClient(mock.CreateHandler()) { BaseAddress = mock.BaseAddress };

        using var response = await http.GetAsync("api/open/v1/models");

        response.Headers.RetryAfter!.Date.ShouldBe(clock.GetUtcNow().AddSeconds(7));
        response.Headers.Date.ShouldBe(clock.GetUtcNow());
    }

    [Fact]
    public void Impossible_faults_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => MockFault.Status(99));
        Should.Throw<ArgumentOutOfRangeException>(() => MockFault.HtmlPage(600));
        Should.Throw<ArgumentOutOfRangeException>(() => MockFault.Status(503, TimeSpan.FromSeconds(-1)));
        Should.Throw<ArgumentOutOfRangeException>(() => MockFault.SlowBody(TimeSpan.Zero));
        Should.Throw<ArgumentOutOfRangeException>(() => MockFault.Hang(FaultPoint.AfterBody));
        Should.Throw<ArgumentOutOfRangeException>(() => _mock.Given().Respond(MockFault.NoContent()).Next(0));
        Should.Throw<ArgumentException>(() => MockOperation.Named("nothing")).Message.ShouldContain("submitVideoGeneration");
    }

    [Fact]
    public async Task A_script_whose_number_was_refused_is_not_played_in_another_way()
    {
        var script = _mock.Given().Respond(MockFault.Status(503));

        Should.Throw<ArgumentOutOfRangeException>(() => script.Nth(0));

        (await StatusesAsync(1)).ShouldBe([200]);
        _mock.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void The_catalogue_has_each_fault_once() =>
        MockFault.Catalogue.Select(fault => fault.ToString()).ShouldBeUnique();

    [Fact]
    public async Task Every_kind_of_fault_is_in_the_catalogue_and_in_the_guide()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Readme", "testing-faults.md"));
        var kinds = typeof(MockFault).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType == typeof(MockFault)).Select(method => method.Name);

        foreach (var kind in kinds)
        {
            MockFault.Catalogue.Concat(MockFault.Presets).ShouldContain(
                fault => fault.ToCode().StartsWith($"{nameof(MockFault)}.{kind}(", StringComparison.Ordinal),
                $"Neither MockFault.Catalogue nor MockFault.Presets has {kind}, so no test plays it.");
            guide.ShouldContain($"`{kind}`", Case.Sensitive, $"src/docs/testing-faults.md does not name {kind}.");
        }
    }

    private async Task<int[]> StatusesAsync(int requests)
    {
        var statuses = new int[requests];
        for (var i = 0; i < requests; i++)
            statuses[i] = (int)(await _api.ListModelsAsync()).StatusCode;
        return statuses;
    }
}
