using System.Net;
using System.Text;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Jobs;

/// <summary>A response that says nothing of a job is no end of a job that is paid for.</summary>
[PastTheProxy("Most responses are not of the API.")]
public sealed class UnusablePollTests
{
    private const string Envelope = """{"success":false,"error":{"code":"not_found","message":"No such job"}}""";
    private const string KeyRefused = """{"success":false,"error":{"code":"unauthorized","message":"Invalid API key"}}""";
    private const string Page = "<html><body>maintenance</body></html>";

    /// <summary>What a poll can get that is not the job, and does not come from the service for certain.</summary>
    private static readonly Dictionary<string, InMemoryResponse> Odd = new()
    {
        ["200 with a page"] = Text(200, Page),
        ["200 with a page that says it is JSON"] = InMemory.Json(Page),
        ["200 with an empty body"] = Text(200, ""),
        ["200 with half of the JSON"] = InMemory.Json("""{"success":true,"requestId":"req_1","sta"""),
        ["200 with a list"] = InMemory.Json("[]"),
        ["200 with null"] = InMemory.Json("null"),
        ["200 with a text"] = InMemory.Json("\"ok\""),
        ["200 with another object"] = InMemory.Json("""{"ok":true}"""),
        ["200 without a status"] = InMemory.Json("""{"success":true,"requestId":"req_1"}"""),
        ["200 with an error that is none of the key"] = InMemory.Json("""{"success":false,"error":{"code":"x","message":"m"}}"""),
        ["200 with too much"] = InMemory.Json(new string(' ', 5 * 1024 * 1024)),
        ["204"] = Text(204, ""),
        ["302"] = InMemory.Redirect("https://login.example.com/"),
        ["304"] = Text(304, ""),
        ["400 with a page"] = Text(400, Page),
        ["401 with a page"] = Text(401, Page),
        ["403 with a page"] = Text(403, Page),
        ["403 with the envelope"] = InMemory.Status(403),
        ["404 with nothing"] = Text(404, ""),
        ["404 with the envelope"] = InMemory.Json(Envelope, 404),
        ["407"] = Text(407, Page),
        ["410"] = Text(410, ""),
        ["451"] = Text(451, Page),
    };

    private readonly StepClock _clock = new();

    public static TheoryData<string> Names => [.. Odd.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_few_unusable_polls_do_not_end_a_wait(string name)
    {
        var handler = new QueueHandler(
            _clock, InMemory.Accepted, Odd[name], Odd[name], InMemory.Job("processing"), Odd[name], Odd[name], InMemory.Job("succeeded"));
        await using var client = handler.CreateClient();

        var video = await _clock.RunAsync(() => client.GenerateAsync(Requests.River));

        video.Output!.Url.ShouldNotBeNull();
        handler.Seen.Count(seen => seen.Method == "POST").ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_few_unusable_polls_do_not_end_a_watch_nor_the_wait_for_a_job_that_only_has_an_id(string name)
    {
        var handler = new QueueHandler(_clock, Odd[name], Odd[name], InMemory.Job("processing"), Odd[name], InMemory.Job("succeeded"));
        await using var client = handler.CreateClient();
        var again = new QueueHandler(_clock, Odd[name], Odd[name], InMemory.Job("succeeded"));
        await using var other = again.CreateClient();

        var statuses = await _clock.RunAsync(async () =>
        {
            var seen = new List<string>();
            await foreach (var job in client.WatchAsync("req_1").ConfigureAwait(false))
                seen.Add(job.Status.Value);
            return seen;
        });
        var video = await _clock.RunAsync(() => other.WaitAsync("req_1"));

        statuses.ShouldBe(["processing", "succeeded"]);
        video.Status.ShouldBe(GenerationStatus.Succeeded);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_error_after_many_unusable_polls_says_that_the_job_is_charged_and_goes_on(string name)
    {
        var handler = new QueueHandler(_clock, InMemory.Accepted, Odd[name]);
        await using var client = handler.CreateClient();

        var error = (await FailAsync(() => client.GenerateAsync(Requests.River))).ShouldBeOfType<GenerationUnreadableException>();

        error.RequestId.ShouldBe("req_1");
        error.IsAccepted.ShouldBeTrue();
        error.LastStatus.ShouldBe(GenerationStatus.Queued);
        error.UnusablePolls.ShouldBeInRange(2, 20);
        error.InnerException.ShouldBeAssignableTo<SeedanceException>();
        error.Message.ShouldContain("req_1 is accepted and charged, and goes on");
        error.Message.ShouldContain("do not submit it again");
        _clock.Elapsed.ShouldBeInRange(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(6));
        handler.Seen.Count(seen => seen.Method == "POST").ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task One_of_many_accepted_jobs_is_never_reported_as_a_call_that_failed(string name)
    {
        var handler = new QueueHandler(_clock, (request, cancellationToken) =>
            (request.Method == HttpMethod.Post ? InMemory.Accepted : Odd[name])(request, cancellationToken));
        await using var client = handler.CreateClient();

        var outcomes = await _clock.RunAsync(async () =>
        {
            var all = new List<GenerationOutcome>();
            await foreach (var outcome in client.GenerateManyAsync(Enumerable.Repeat(Requests.River, 3), 1).ConfigureAwait(false))
                all.Add(outcome);
            return all;
        });

        outcomes.Count.ShouldBe(3);
        outcomes.ShouldAllBe(outcome => outcome.Job!.Id == "req_1" && outcome.Error is GenerationUnreadableException);
    }

    [Fact]
    public async Task A_usable_response_begins_the_count_anew()
    {
        var turn = 0;
        var handler = new QueueHandler(_clock, (request, cancellationToken) =>
            (++turn > 200 ? InMemory.Job("succeeded") : turn % 4 == 0 ? InMemory.Job("processing") : Text(200, Page))(
                request, cancellationToken));
        await using var client = handler.CreateClient();

        var video = await _clock.RunAsync(
            () => client.WaitAsync("req_1", new WaitOptions { Timeout = TimeSpan.FromHours(5), MaxUnusablePolls = 4 }));

        video.Status.ShouldBe(GenerationStatus.Succeeded);
    }

    [Theory]
    [InlineData(1, 300, 1)]
    [InlineData(3, 300, 3)]
    [InlineData(1000, 0, 1)]
    [InlineData(1000, 10, 4)]
    public async Task The_options_bound_their_number_and_their_time(int polls, int seconds, int expected)
    {
        var handler = new QueueHandler(_clock, InMemory.Job("queued"), Text(403, Page));
        await using var client = handler.CreateClient();
        var wait = new WaitOptions { MaxUnusablePolls = polls, UnusablePollsTimeout = TimeSpan.FromSeconds(seconds) };

        var error = (await FailAsync(() => client.WaitAsync("req_1", wait))).ShouldBeOfType<GenerationUnreadableException>();

        error.UnusablePolls.ShouldBe(expected);
        error.LastStatus.ShouldBe(GenerationStatus.Queued);
        error.Response!.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        error.Response.RawBody.ShouldBe(Page);
        handler.Seen.Count.ShouldBe(expected + 1);
    }

    [Fact]
    public async Task The_response_of_success_that_could_not_be_used_is_kept()
    {
        var handler = new QueueHandler(_clock, InMemory.Accepted, Text(200, Page));
        await using var client = handler.CreateClient(options => options.WaitDefaults = new WaitOptions { MaxUnusablePolls = 1 });

        var error = (await FailAsync(() => client.GenerateAsync(Requests.River))).ShouldBeOfType<GenerationUnreadableException>();

        error.Response!.RawBody.ShouldBe(Page);
        error.InnerException.ShouldBeOfType<SeedanceConnectionException>().Response!.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_refusal_of_the_key_in_the_documented_envelope_ends_the_wait_at_once(int status)
    {
        var handler = new QueueHandler(_clock, InMemory.Accepted, InMemory.Json(KeyRefused, status));
        await using var client = handler.CreateClient();
        var byId = new QueueHandler(_clock, InMemory.Json(KeyRefused, status));
        await using var other = byId.CreateClient();

        var error = (await FailAsync(() => client.GenerateAsync(Requests.River))).ShouldBeOfType<GenerationUnreadableException>();
        error.InnerException.ShouldBeOfType<SeedanceAuthenticationException>();
        error.Message.ShouldContain("is accepted and charged");
        handler.Seen.Count.ShouldBe(2);

        // Nothing shows that a job with this id exists, so the refusal is all that there is to say.
        (await FailAsync(() => other.WaitAsync("req_1"))).ShouldBeOfType<SeedanceAuthenticationException>();
        byId.Seen.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(60, 50, 80)]
    [InlineData(0, 0, 0)]
    public async Task A_job_that_the_service_does_not_know_is_asked_for_a_while(int bears, int from, int to)
    {
        var handler = new QueueHandler(_clock, InMemory.Json(Envelope, 404));
        await using var client = handler.CreateClient();
        var wait = new WaitOptions { UnknownJobTimeout = TimeSpan.FromSeconds(bears) };

        var error = (await FailAsync(() => client.WaitAsync("req_1", wait))).ShouldBeOfType<SeedanceApiException>();

        error.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        _clock.Elapsed.TotalSeconds.ShouldBeInRange(from, to);
    }

    [Fact]
    public async Task A_job_that_was_read_once_is_accepted_whatever_the_service_says_then()
    {
        var handler = new QueueHandler(_clock, InMemory.Job("processing"), InMemory.Json(Envelope, 404));
        await using var client = handler.CreateClient();

        var error = (await FailAsync(() => client.WaitAsync("req_1"))).ShouldBeOfType<GenerationUnreadableException>();

        error.IsAccepted.ShouldBeTrue();
        error.LastStatus.ShouldBe(GenerationStatus.Processing);
    }

    [Fact]
    public async Task Of_an_id_alone_the_error_does_not_say_that_it_was_charged()
    {
        var handler = new QueueHandler(_clock, Text(200, Page));
        await using var client = handler.CreateClient();

        var error = (await FailAsync(() => client.WaitAsync("req_1"))).ShouldBeOfType<GenerationUnreadableException>();

        error.IsAccepted.ShouldBeFalse();
        error.LastStatus.ShouldBeNull();
        error.Message.ShouldContain("if it was accepted");
    }

    [Fact]
    public async Task Failures_that_pass_do_not_count()
    {
        var handler = new QueueHandler(
            _clock, [InMemory.Accepted, .. Enumerable.Repeat(InMemory.Status(503), 200), InMemory.Job("succeeded")]);
        await using var client = handler.CreateClient();

        (await _clock.RunAsync(() => client.GenerateAsync(Requests.River))).Status.ShouldBe(GenerationStatus.Succeeded);

        _clock.Elapsed.ShouldBeGreaterThan(new WaitOptions().UnusablePollsTimeout);
    }

    [Fact]
    public async Task The_timeout_of_the_wait_comes_first_when_it_is_shorter_and_names_the_last_response()
    {
        var handler = new QueueHandler(_clock, InMemory.Accepted, Text(200, Page));
        await using var client = handler.CreateClient();

        var error = (await FailAsync(() => client.GenerateAsync(Requests.River, new WaitOptions { Timeout = TimeSpan.FromSeconds(30) })))
            .ShouldBeOfType<GenerationTimeoutException>();

        error.InnerException.ShouldBeOfType<SeedanceConnectionException>();
        error.RequestId.ShouldBe("req_1");
        error.Message.ShouldContain("The last poll failed: GET ");
    }

    private Task<Exception?> FailAsync(Func<Task> call) => _clock.RunAsync(() => Record.ExceptionAsync(call))!;

    private static InMemoryResponse Text(int status, string body) => (_, _) => Task.FromResult(
        new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "text/html") });
}
