using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SeedanceGen.Testing.Conformance.Tests.Checks;

public sealed class SeedanceConformanceTests
{
    [Fact]
    public async Task The_mock_passes_the_read_only_profile_and_charges_nothing()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseAddress };

        var report = await SeedanceConformance.VerifyAsync(http, new() { ApiKey = server.ApiKey });

        report.Checks.ShouldAllBe(check => check.Result == ConformanceResult.Passed, report.ToString());
        report.Checks.Count.ShouldBe(7);
        report.IsPassed.ShouldBeTrue();
        server.Jobs.ShouldBeEmpty();
        server.Ledger.TotalCharged.ShouldBe(0);
        server.Journal.Of(MockOperation.Submit).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_mock_passes_the_full_profile_for_what_was_announced()
    {
        using var clock = new VirtualTimeProvider();
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            TimeProvider = clock,
            Lifecycle = JobLifecycle.After(TimeSpan.FromMinutes(3)),
            IgnoredViolations = [MockViolationKind.RequestViolation],
        });
        using var http = new HttpClient(clock.Track(new SocketsHttpHandler())) { BaseAddress = server.BaseAddress };
        var output = new StringWriter();
        var credits = SeedanceConformance.CreditsOf(ConformanceProfile.Full);

        var report = await SeedanceConformance.VerifyAsync(
            http, new()
            {
                ApiKey = server.ApiKey,
                Profile = ConformanceProfile.Full,
                MaxCredits = credits,
                TimeProvider = clock,
                Output = output
            });

        report.Checks.ShouldAllBe(check => check.Result == ConformanceResult.Passed, report.ToString());
        credits.ShouldBe(104);
        report.CreditsCharged.ShouldBe(104);
        server.Ledger.TotalCharged.ShouldBe(104);
        report.Checks.ShouldAllBe(check => check.Fact.Length > 0 && check.Source.Length > 0);
        report.Checks.Single(check => check.Name == "the price of text-to-video").Source.ShouldBe("Text to video");
        report.Checks.Count(check => check.Name.EndsWith("is rejected", StringComparison.Ordinal)).ShouldBe(7);
        output.ToString().ShouldContain("104 credits charged");
    }

    [Fact]
    public async Task Credits_are_spent_only_by_consent()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseAddress };

        var thrown = await Should.ThrowAsync<ArgumentException>(
            () => SeedanceConformance.VerifyAsync(
                http, new() { ApiKey = server.ApiKey, Profile = ConformanceProfile.Full, MaxCredits = 103 }));

        thrown.Message.ShouldContain("104 credits");
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_sends_its_own_key_is_verified_but_for_the_missing_key()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.ApiKey);

        var report = await SeedanceConformance.VerifyAsync(http);

        report.IsPassed.ShouldBeTrue(report.ToString());
        report.Checks.Single(check => check.Result == ConformanceResult.Skipped).Name.ShouldBe("a missing key");
    }

    [Fact]
    public async Task Keys_are_left_out_for_a_wrapper_that_has_its_own()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseAddress };

        var report = await SeedanceConformance.VerifyAsync(http, new() { ApiKey = server.ApiKey, ChecksAuthentication = false });

        report.IsPassed.ShouldBeTrue();
        report.Checks.Where(check => check.Result == ConformanceResult.Skipped).Select(check => check.Observed)
            .ShouldBe(Enumerable.Repeat("ChecksAuthentication is false", 4));
        server.Journal.Entries.ShouldAllBe(entry => entry.StatusCode != 401);
    }

    public static TheoryData<string, string, Action<EditableResponse>> Broken { get; } = new()
    {
        { "listModels", "the list of models", response => response.Body!.AsObject().Remove("data") },
        { "listModels", "the list of models", response => response.Body!["success"] = false },
        { "listModels", "a wrong key, listModels; a missing key", response => Set(response, 401, "forbidden") },
        { "getVideoGeneration", "an unknown job, getVideoGeneration", response => OnError(response, 404, error => error.Remove("code")) },
        { "cancelVideoGeneration", "an unknown job, cancelVideoGeneration", response => OnSuccessFlag(response, 404) },
        { "submitVideoGeneration", "the price of image-to-video; the price of text-to-video",
            response => OnSuccess(response, body => body["creditsCharged"] = 41) },
        { "submitVideoGeneration", "image-to-video is queued first; text-to-video is queued first",
            response => OnSuccess(response, body => body["status"] = "processing") },
        { "getVideoGeneration", "the link is there when the job has succeeded, and only then",
            response => OnSuccess(response, body => body.Remove("output")) },
        { "getVideoGeneration", "every read of a job; the link is there when the job has succeeded, and only then",
            response => OnSuccess(response, body => { if (body["output"] is not null) body["output"] = 5; }) },
        { "getVideoGeneration", "every read of a job",
            response => OnSuccess(response, body => { if (body["status"]!.ToString() != "cancelled") body["duration"] = 6; }) },
        { "getVideoGeneration", "a cancelled job is read as cancelled",
            response => OnSuccess(response, body => { if (body["status"]!.ToString() == "cancelled") body["status"] = "processing"; }) },
        { "cancelVideoGeneration", "a job is cancelled", response => OnSuccess(response, body => body["status"] = "processing") },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_server_that_is_wrong_in_one_thing_fails_that_check_and_no_other(
        string operation, string checks, Action<EditableResponse> wrong)
    {
        var report = await VerifyAsync(new()
        {
            Strict = false,
            Lifecycle = JobLifecycle.AfterPolls(2),
            Reshape = response => { if (response.OperationId == operation) wrong(response); }
        });

        report.Checks.Where(check => check.Result == ConformanceResult.Failed).Select(check => check.Name)
            .ShouldBe(checks.Split("; "), report.ToString());
        Should.Throw<ConformanceFailedException>(report.EnsurePassed).Message.ShouldContain(checks.Split("; ")[0]);
    }

    [Fact]
    public async Task A_server_that_accepts_what_it_has_to_refuse_fails_those_checks()
    {
        var report = await VerifyAsync(new()
        {
            Strict = false,
            Reshape = response => { if (response.StatusCode == 400) { response.StatusCode = 200; response.Body = Accepted(); } }
        });

        report.Checks.Where(check => check.Result == ConformanceResult.Failed).Select(check => check.Name)
            .ShouldBe(report.Checks.Where(check => check.Name.EndsWith("is rejected", StringComparison.Ordinal))
                .Select(check => check.Name));
    }

    [Fact]
    public async Task A_server_that_does_not_respond_fails_and_throws_nothing()
    {
        var server = await SeedanceMockServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        await server.DisposeAsync();

        var report = await SeedanceConformance.VerifyAsync(http, new() { ApiKey = server.ApiKey });

        report.Checks.ShouldAllBe(
            check => check.Result == ConformanceResult.Failed && check.Observed.StartsWith("no response", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"success":true,"success":true,"data":[]}""")]
    [InlineData("""{"success":true,"requestId":"a","status":"\ud800","creditsCharged":40}""")]
    public async Task A_server_whose_JSON_cannot_be_read_safely_fails_and_throws_nothing(string body)
    {
        using var http = new HttpClient(new ParrotHandler(body)) { BaseAddress = new Uri("http://127.0.0.1/") };

        var report = await SeedanceConformance.VerifyAsync(
            http, new()
            {
                ApiKey = "sd2_live_other",
                Profile = ConformanceProfile.Full,
                MaxCredits = 104,
                PollInterval = TimeSpan.Zero,
                JobTimeout = TimeSpan.Zero
            });

        report.IsPassed.ShouldBeFalse();
        report.Checks[0].Result.ShouldBe(ConformanceResult.Failed);
    }

    /// <summary>Gives every request the same response.</summary>
    private sealed class ParrotHandler(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent(body, Encoding.UTF8, "application/json") });
    }

    private static async Task<ConformanceReport> VerifyAsync(SeedanceMockOptions options)
    {
        await using var server = await SeedanceMockServer.StartAsync(options);
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        return await SeedanceConformance.VerifyAsync(
            http, new() { ApiKey = server.ApiKey, Profile = ConformanceProfile.Full, MaxCredits = 104, PollInterval = TimeSpan.Zero });
    }

    private static JsonObject Accepted() => new() { ["success"] = true, ["requestId"] = "req_wrong", ["status"] = "queued" };

    private static void Set(EditableResponse response, int statusCode, string code) =>
        OnError(response, statusCode, error => error["code"] = code);

    private static void OnError(EditableResponse response, int statusCode, Action<JsonObject> change)
    {
        if (response.StatusCode == statusCode)
            change(response.Body!["error"]!.AsObject());
    }

    private static void OnSuccessFlag(EditableResponse response, int statusCode)
    {
        if (response.StatusCode == statusCode)
            response.Body!["success"] = true;
    }

    private static void OnSuccess(EditableResponse response, Action<JsonObject> change)
    {
        if (response.StatusCode == (int)HttpStatusCode.OK)
            change(response.Body!.AsObject());
    }
}
