using System.Net;
using System.Reflection;
using System.Text.Json;
using SeedanceGen.Testing.Host.Control;

namespace SeedanceGen.Testing.Host.Tests.Control;

/// <content>What the mock offers in C#, for a test in another language.</content>
public sealed partial class ControlApiTests
{
    [Fact]
    public async Task A_key_is_revoked_and_replaced_in_mid_run()
    {
        (await PostAsync("keys/revoke"))["isRevoked"]!.GetValue<bool>().ShouldBeTrue();
        (await _api.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var keys = await PostAsync("keys/rotate", """{"key":"sd2_live_second"}""");

        keys.ToJsonString().ShouldBe("""{"current":"sd2_live_second","isRevoked":false}""");
        (await GetAsync("keys")).ToJsonString().ShouldBe(keys.ToJsonString());
        using var second = new ApiClient(_host.Server.CreateHandler(), _host.BaseAddress, "sd2_live_second");
        (await second.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("journal"))[0]!["credential"]!.GetValue<string>().ShouldBe("Revoked");
    }

    [Fact]
    public async Task A_replaced_key_is_accepted_for_its_grace()
    {
        await PostAsync("keys/rotate", """{"key":"sd2_live_second","graceSeconds":60}""");

        (await _api.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        await PostAsync("advance", """{"seconds":60}""");
        (await _api.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Credits_have_an_end_and_more_can_be_bought()
    {
        (await ErrorAsync("ledger/topUp", """{"credits":10}""", HttpStatusCode.Conflict)).ShouldContain("unlimited");
        await PostAsync("reset", """{"balance":50}""");
        await _api.StartJobAsync();
        (await GetAsync("ledger"))["balance"]!.GetValue<long>().ShouldBe(10);
        (await _api.SubmitAsync()).ErrorCode.ShouldBe(MockErrorCodes.InsufficientCredits);

        (await PostAsync("ledger/topUp", """{"credits":30}"""))["balance"]!.GetValue<long>().ShouldBe(40);

        (await _api.SubmitAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_journal_of_webhooks_tells_each_attempt()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var job = await _api.StartJobAsync(Requests.WithWebhook(receiver.Url));
        await PostAsync(
            $"jobs/{job}/webhook",
            """{"forgedWebhooks":["anotherStatus"],"forgedBodies":["hello"],"duplicates":"""
            + """1,"timing":"beforeResponse","retryDelaysSeconds":[]}""");
        await PostAsync($"jobs/{job}/complete");

        var attempts = (await PostAsync("webhooks/wait")).AsArray();

        attempts.Select(attempt => attempt!["kind"]!.GetValue<string>()).ShouldBe(["Forged", "Forged", "Result", "Duplicate"]);
        attempts.ShouldAllBe(attempt => attempt!["requestId"]!.GetValue<string>() == job && attempt["outcome"]!
            .GetValue<string>() == "Delivered" && attempt["statusCode"]!.GetValue<int>() == 204);
        attempts[1]!["body"]!.GetValue<string>().ShouldBe("hello");
        (await GetAsync("webhooks")).ToJsonString().ShouldBe(attempts.ToJsonString());
    }

    [Fact]
    public async Task No_journal_shows_a_key_that_strayed_into_a_prompt_or_a_webhook()
    {
        var stray =
            $$"""{"model":"seedance-2.0","prompt":"A river """
            + $$"""{{_host.Server.ApiKey}}","webhookUrl":"https://your-app.com/hook?key={{_host.Server.ApiKey}}"}""";
        await PostAsync($"jobs/{await _api.StartJobAsync(stray)}/complete");

        foreach (var path in (string[])["webhooks", "journal", "violations", "jobs"])
            (await GetAsync(path)).ToJsonString().ShouldNotContain(_host.Server.ApiKey, Case.Sensitive, path);
        (await GetAsync("webhooks"))[0]!["body"]!.GetValue<string>().ShouldContain("A river [redacted]");
        _host.Server.Webhooks[0].Body.ShouldNotContain(_host.Server.ApiKey);
    }

    [Fact]
    public async Task Every_name_that_it_accepts_stands_in_its_guide()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Readme", "testing-standalone.md"));

        string[] names =
        [
            .. ControlNames.Points.Keys, .. ControlNames.Timings.Keys, .. ControlNames.ForgedWebhooks.Keys, .. ControlNames.Variants.Keys,
            .. ControlNames.Kinds.Keys, .. ControlFault.Names, .. ControlOptions.LifecycleNames,
        ];

        names.ShouldAllBe(
            name => guide.Contains($"`{name}`", StringComparison.Ordinal) || guide.Contains($"\"{name}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_fault_of_the_mock_has_a_name()
    {
        var faults = typeof(MockFault).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType == typeof(MockFault)).Select(method => JsonNamingPolicy.CamelCase.ConvertName(method.Name));

        ControlFault.Names.ShouldBe(faults, ignoreOrder: true, "The names are in Control/ControlFault.cs.");
    }

    [Fact]
    public async Task Scripts_tell_how_often_they_were_played()
    {
        await PostAsync("faults", """{"fault":"noContent","always":true}""");
        await _api.ListModelsAsync();
        await _api.ListModelsAsync();

        (await GetAsync("faults")).AsArray().ShouldHaveSingleItem()!["callCount"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task One_job_tells_its_course()
    {
        var job = await _api.StartJobAsync();
        await PostAsync($"jobs/{job}/start");
        await PostAsync($"jobs/{job}/fail", """{"code":"too_dark","message":"It is night."}""");

        var told = await GetAsync("jobs/" + job);

        told["transitions"]!.AsArray().Select(step => step!["status"]!.GetValue<string>()).ShouldBe(["queued", "processing", "failed"]);
        told["failureMessage"]!.GetValue<string>().ShouldBe("It is night.");
        (await _http.GetAsync(new Uri(_host.ControlAddress + "/jobs/req_other"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Expectations_hold_or_tell_what_was_there_instead()
    {
        var job = await _api.StartJobAsync();
        await _api.StatusAsync(job);
        await PostAsync("advance", """{"seconds":600}""");
        await _api.StatusAsync(job);

        await PostAsync(
            "expect",
            $$"""{"job":"{{job}}","operation":"getVideoGeneration","count":2,"spacedBySeconds":"""
            + $$"""600,"stopsAtTerminal":true,"honoursRetryAfter":true,"noKeyLeak":true,"charged":40}""");
        await PostAsync("expect",
            """{"charged":40,"atLeast":3,"atMost":3,"order":["submitVideoGeneration","getVideoGeneration","getVideoGeneration"]}""");

        foreach (var wrong in (string[])["""{"count":2}""", """{"atLeast":4}""", """{"atMost":2}""", """{"order":[]}""",
            """{"spacedBySeconds":601}""", """{"charged":41}"""])
            (await ErrorAsync("expect", wrong, HttpStatusCode.Conflict)).ShouldContain("expected");
        await _api.StatusAsync(job);
        (await ErrorAsync("expect", """{"stopsAtTerminal":true}""", HttpStatusCode.Conflict)).ShouldContain("#4 came");
    }

    [Fact]
    public async Task What_is_wrong_is_told_as_by_the_end_of_a_strict_mock()
    {
        (await PostAsync("verify"))["violations"]!.GetValue<int>().ShouldBe(0);
        await _api.SendAsync(HttpMethod.Get, "models");

        (await ErrorAsync("verify", "", HttpStatusCode.Conflict))
            .ShouldContain("UnmatchedRequest: GET /models is no operation; nearest: GET /api/open/v1/models.");
        await PostAsync("verify", """{"ignoredViolations":["UnmatchedRequest"]}""");
        (await _http.GetStringAsync(new Uri(_host.ControlAddress + "/report"))).ShouldBe(_host.Server.Report());
    }

    [Fact]
    public async Task A_reset_begins_with_other_options_and_the_next_one_with_those_of_the_start()
    {
        await PostAsync("reset", """
            {"lifecycle":{"kind":"afterPolls","polls":0,"failure":{"code":"too_dark","message":"It is night."}},
             "price":7, "models":[{"id":"seedance-9"}], "variant":"extraFields", "acceptUnknownModels":true}
            """);
        var job = await _api.StartJobAsync("""{"model":"seedance-9","prompt":"A river"}""");
        (await _api.GetAsync(job)).Json["error"]!["code"]!.GetValue<string>().ShouldBe("too_dark");
        (await _api.GetAsync(job)).Body.ShouldContain("mockFutureField");
        (await _api.ListModelsAsync()).Body.ShouldContain("seedance-9");
        (await GetAsync("ledger"))["totalCharged"]!.GetValue<int>().ShouldBe(7);

        await PostAsync("reset");

        (await _api.SubmitAsync("""{"model":"seedance-9","prompt":"A river"}""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _api.StatusAsync(await _api.StartJobAsync())).ShouldBe("queued");
    }

    [Fact]
    public async Task Chaos_can_be_asked_for_and_tells_how_to_repeat_it()
    {
        await PostAsync(
            "reset",
            """{"chaos":{"seed":42,"rate":1,"operations":["listModels"],"faults":[{"fault":"status","status":"""
            + """503,"retryAfterSeconds":7}]}}""");

        (await _api.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await _api.SubmitAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(""))["chaos"]!.GetValue<string>().ShouldEndWith(
            "new SeedanceMockOptions { Chaos = new MockChaos(seed: 42, rate: 1) { Faults = [MockFault.Status(503, "
            + "retryAfter: TimeSpan.FromSeconds(7))], Operations = [MockOperation.ListModels] } }");
    }

    [Fact]
    public async Task Webhooks_misbehave_by_plan_or_by_chance()
    {
        await PostAsync("reset", """{"lifecycle":{"kind":"immediately"},"webhook":{"isDropped":true}}""");
        await _api.StartJobAsync(Requests.WithWebhook("http://127.0.0.1:9/hook"));
        (await PostAsync("webhooks/wait")).AsArray().ShouldHaveSingleItem()!["outcome"]!.GetValue<string>().ShouldBe("DroppedByPlan");

        await PostAsync("reset", """{"webhookChaos":{"seed":42,"rate":1}}""");

        _host.Server.Engine.Options.WebhookFor!(_host.Server.GetJob(await _api.StartJobAsync()))!.Repro.ShouldBe(
            "WebhookFor = WebhookPlan.Chaos(seed: 42, rate: 1)");
    }

    /// <summary>Each option differs from its default, so that the test fails when a reset loses one.</summary>
    [Fact]
    public void A_reset_carries_every_option_over()
    {
        using var clock = new VirtualTimeProvider();
        var defaults = new SeedanceMockOptions();
        var start = new SeedanceMockOptions
        {
            ApiKey = "sd2_live_other",
            Lifecycle = JobLifecycle.Manually,
            LifecycleFor = _ => null,
            Jobs = ExistingJob.Examples,
            AcceptUnknownModels = true,
            FillOptionalFields = true,
            WebhookSecret = "whsec_other",
            Price = _ => 3,
            Balance = 5,
            Webhook = new() { IsDropped = true },
            WebhookFor = _ => null,
            WebhookHandler = () => new SocketsHttpHandler(),
            Models = [],
            Variant = ApiVariant.Everything,
            Reshape = _ => { },
            AllowedHosts = ["mock.test"],
            Latency = TimeSpan.FromSeconds(1),
            Chaos = new MockChaos(1, 0),
            Retention = MockRetention.Standalone,
            FailRate = 0.5,
            RateLimit = new(1, TimeSpan.FromSeconds(1)),
            VisibleAfter = TimeSpan.FromSeconds(1),
            LinkLifetime = TimeSpan.FromSeconds(1),
            Strict = false,
            IgnoredViolations = [MockViolationKind.KeyLeak],
            TimeProvider = clock,
        };

        var carried = ControlOptions.Read(
            ControlInput.Read(new("POST", "/__seedance/reset", new Microsoft.AspNetCore.Http.HeaderDictionary(), default)), start);

        foreach (var option in typeof(SeedanceMockOptions).GetProperties())
        {
            option.GetValue(carried).ShouldBe(option.GetValue(start), option.Name);
            option.GetValue(start).ShouldNotBe(option.GetValue(defaults), option.Name);
        }
    }

    [Fact]
    public async Task Every_route_stands_in_its_guide_and_in_the_response_to_the_root()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Readme", "testing-standalone.md"));
        var rows = guide.Split('\n').Where(line => line.StartsWith("| `GET /__seedance", StringComparison.Ordinal)
            || line.StartsWith("| `POST /__seedance", StringComparison.Ordinal));

        var documented = rows.Select(row => row.Split('`')[1]);

        documented.ShouldBe(ControlRoutes.All.Select(route => route.ToString()), ignoreOrder: true);
        (await GetAsync(""))["routes"]!.AsArray().Select(route => route!.GetValue<string>())
            .ShouldBe(ControlRoutes.All.Select(route => route.ToString()));
    }
}
