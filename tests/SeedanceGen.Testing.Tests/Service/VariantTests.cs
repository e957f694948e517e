using System.Net;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class VariantTests
{
    [Fact]
    public async Task An_unknown_status_comes_between_the_known_ones()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Variant = ApiVariant.UnknownStatus });
        using var api = new ApiCaller(server);

        var requestId = await api.StartJobAsync();

        (await api.StatusAsync(requestId)).ShouldBe("queued");
        (await api.StatusAsync(requestId)).ShouldBe("mock_future_status");
        (await api.StatusAsync(requestId)).ShouldBe("succeeded");
    }

    [Fact]
    public async Task An_unknown_status_is_seen_even_of_a_job_that_would_be_finished_at_once()
    {
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Variant = ApiVariant.UnknownStatus,
            Lifecycle = JobLifecycle.Immediately.EndingInFailure("moderation", "No."),
        });
        using var api = new ApiCaller(server);

        var requestId = await api.StartJobAsync();

        (await api.StatusAsync(requestId)).ShouldBe("mock_future_status");
        (await api.StatusAsync(requestId)).ShouldBe("failed");
    }

    [Fact]
    public async Task A_prompt_that_reads_like_a_status_stays_as_it_is()
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new() { Variant = ApiVariant.UnknownStatus, Lifecycle = JobLifecycle.AfterPolls(1) });
        using var api = new ApiCaller(server);

        var requestId = await api.StartJobAsync("""{"model":"seedance-2.0","prompt":"processing"}""");

        (await api.GetAsync(requestId)).Text("prompt").ShouldBe("processing");
    }

    [Fact]
    public async Task An_undocumented_error_has_an_unknown_code_and_the_documented_one_stays()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Variant = ApiVariant.UnknownErrorCode });
        using var api = new ApiCaller(server);
        using var stranger = new ApiCaller(server, "sd2_live_other");

        (await api.GetAsync("req_unknown")).ShouldBeError(HttpStatusCode.NotFound, "mock_future_error");
        (await stranger.ListModelsAsync()).ShouldBeError(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Extra_fields_stand_in_every_object()
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new() { Variant = ApiVariant.ExtraFields, Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(server);

        var result = (await api.GetAsync(await api.StartJobAsync())).Json;

        result.ContainsKey("mockFutureField").ShouldBeTrue();
        result["output"]!.AsObject().ContainsKey("mockFutureField").ShouldBeTrue();
        (await api.ListModelsAsync()).Json["data"]!.AsArray().ShouldAllBe(model => model!.AsObject().ContainsKey("mockFutureField"));
    }

    [Fact]
    public async Task Of_the_optional_fields_only_the_link_is_left()
    {
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Variant = ApiVariant.MissingOptionalFields,
            Lifecycle = JobLifecycle.Immediately,
            IgnoredViolations = [MockViolationKind.UndeliveredWebhook],
        });
        using var api = new ApiCaller(server);

        var accepted = await api.SubmitAsync(Example.Text("text-to-video.request"));
        var result = await api.GetAsync(accepted.Text("requestId"));

        Names(accepted.Json).ShouldBe(["success", "requestId", "status"]);
        Names(result.Json).ShouldBe(["success", "requestId", "status", "output"]);
        Names(result.Json["output"]!).ShouldBe(["url"]);
        Names((await api.GetAsync("req_unknown")).Json["error"]!).ShouldBe(["code"]);
    }

    [Fact]
    public async Task Properties_come_in_another_order()
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new() { Variant = ApiVariant.ShuffledProperties, Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(server);

        Names((await api.GetAsync(await api.StartJobAsync())).Json)
            .ShouldBe(["error", "output", "prompt", "model", "status", "requestId", "success"]);
    }

    [Fact]
    public async Task A_scenario_runs_as_documented_and_under_every_variant_on_a_server_of_its_own()
    {
        var servers = new HashSet<SeedanceMockServer>();

        await SeedanceMockServer.RunUnderEveryVariantAsync(server =>
        {
            servers.Add(server).ShouldBeTrue();
            return Task.CompletedTask;
        });

        servers.Count.ShouldBe(ApiVariant.All.Count + 1);
    }

    [Fact]
    public async Task A_variant_breaks_no_rule_of_the_description()
    {
        using var clock = new VirtualTimeProvider();
        await SeedanceMockServer.RunUnderEveryVariantAsync(
            async server =>
            {
                await using var client = server.CreateClient();
                server.Given(MockOperation.Get).Respond(MockFault.Status(503, TimeSpan.FromSeconds(5))).Next(2);
                server.Given(MockOperation.Get).Respond(MockFault.ConnectionClosed(FaultPoint.InsideBody));
                var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").Build());
                (await job.WaitAsync()).Status.ShouldBe(GenerationStatus.Succeeded);
                server.Journal.Entries.ShouldHonourRetryAfter().ShouldStopAtTerminal();
            },
            new() { TimeProvider = clock });
    }

    [Fact]
    public async Task A_scenario_that_breaks_is_reported_with_every_variant_under_which_it_did()
    {
        var thrown = await Should.ThrowAsync<SeedanceMockException>(() => SeedanceMockServer.RunUnderEveryVariantAsync(
            async server =>
            {
                using var api = new ApiCaller(server);
                var result = (await api.GetAsync(await api.StartJobAsync())).Json;
                result.Count.ShouldBe(7);
            },
            new() { Lifecycle = JobLifecycle.AfterPolls(0) }));

        ApiVariant[] expected =
            [ApiVariant.UnknownStatus, ApiVariant.ExtraFields, ApiVariant.MissingOptionalFields, ApiVariant.Everything];
        thrown.FailedVariants.Select(failure => failure.Key).ShouldBe(expected.Select(variant => variant.Name));
        thrown.Message.ShouldContain("extra fields: ShouldAssertException");
    }

    [Fact]
    public async Task What_the_server_finds_fails_the_run_too()
    {
        var thrown = await Should.ThrowAsync<SeedanceMockException>(() => SeedanceMockServer.RunUnderEveryVariantAsync(async server =>
        {
            using var api = new ApiCaller(server);
            await api.SendAsync(HttpMethod.Get, "models");
        }));

        thrown.FailedVariants.Count.ShouldBe(ApiVariant.All.Count + 1);
        thrown.FailedVariants.ShouldAllBe(failure => failure.Value is SeedanceMockException);
    }

    [Fact]
    public async Task An_unknown_status_is_a_violation_without_the_switch()
    {
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Strict = false,
            Reshape = response => response.Body!["status"] = "paused",
        });
        using var api = new ApiCaller(server);

        await api.StartJobAsync();

        server.Violations.Single().Kind.ShouldBe(MockViolationKind.ResponseViolation);
    }

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(member => member.Key);
}
