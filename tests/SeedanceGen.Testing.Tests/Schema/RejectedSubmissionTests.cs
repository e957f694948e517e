using System.Net;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Schema;

public sealed class RejectedSubmissionTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("sd2_live_other")]
    [InlineData("SD2_LIVE_MOCK")]
    [InlineData("sd2_live_mock2")]
    public async Task Without_the_right_key_every_operation_responds_with_the_documented_error(string? apiKey)
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        using var owner = new ApiCaller(server);
        var requestId = await owner.StartJobAsync();
        using var api = new ApiCaller(server, apiKey);

        WireResponse[] responses =
            [await api.SubmitAsync(), await api.GetAsync(requestId), await api.CancelAsync(requestId), await api.ListModelsAsync()];

        foreach (var response in responses)
        {
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            JsonNode.DeepEquals(response.Json, Example.Json("error.unauthorized")).ShouldBeTrue(response.Body);
        }

        server.Jobs.Single().Status.ShouldBe(GenerationStatus.Queued);
        server.Jobs.Single().Polls.ShouldBe(0);
        server.Ledger.Charges.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_accepts_the_key_of_its_options_only()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { ApiKey = "sd2_live_mine" });
        using var right = new ApiCaller(server, "sd2_live_mine");
        using var wrong = new ApiCaller(server);

        server.ApiKey.ShouldBe("sd2_live_mine");
        (await right.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await wrong.ListModelsAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("req_unknown")]
    [InlineData("req_0000000001%2Fcancel")]
    [InlineData("REQ_0000000001")]
    public async Task An_unknown_request_id_is_not_found(string requestId)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        await api.StartJobAsync();

        (await api.GetAsync(requestId)).ShouldBeError(HttpStatusCode.NotFound, MockErrorCodes.UnknownRequestId);
        (await api.CancelAsync(requestId)).ShouldBeError(HttpStatusCode.NotFound, MockErrorCodes.UnknownRequestId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"prompt":"A river"}""")]
    [InlineData("""{"model":"seedance-2.0"}""")]
    [InlineData("""{"model":"seedance-2.0","prompt":null}""")]
    [InlineData("""{"model":null,"prompt":"A river"}""")]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","duration":"5"}""")]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","duration":5.5}""")]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river"} trailing""")]
    public async Task A_body_that_cannot_be_read_is_refused_and_costs_nothing(string body)
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { IgnoredViolations = [MockViolationKind.RequestViolation] });
        using var api = new ApiCaller(server);

        (await api.SubmitAsync(body)).ShouldBeError(HttpStatusCode.BadRequest, MockErrorCodes.InvalidRequest);

        server.Jobs.ShouldBeEmpty();
        server.Ledger.TotalCharged.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"model":"seedance-2.0"}""", "prompt")]
    [InlineData("""{"model":"seedance-2.0","prompt":null}""", "prompt")]
    public async Task A_missing_field_is_named(string body, string field)
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { IgnoredViolations = [MockViolationKind.RequestViolation] });
        using var api = new ApiCaller(server);

        (await api.SubmitAsync(body)).ErrorMessage.ShouldContain(field);
    }

    [Fact]
    public async Task Unknown_models_are_accepted_when_the_mock_plays_a_newer_service()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { AcceptUnknownModels = true });
        using var api = new ApiCaller(server);

        var requestId = await api.StartJobAsync("""{"model":"seedance-9","prompt":"A river","seed":7,"metadata":{"a":[1]}}""");

        var request = server.GetJob(requestId).Request;
        request.Model.Value.ShouldBe("seedance-9");
        request.AdditionalProperties!["seed"].GetInt32().ShouldBe(7);
        request.Metadata!["a"].GetRawText().ShouldBe("[1]");
    }

    [Theory]
    [InlineData("""{"model":"seedance-9","prompt":"A river"}""", "model")]
    [InlineData("""{"model":"seedance-1.5-pro","prompt":"A river","duration":7}""", "5 or 10 seconds")]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","aspectRatio":"21:9"}""", "16:9, 9:16 or 1:1")]
    [InlineData("""{"model":"seedance-2.0","prompt":" "}""", "prompt")]
    public async Task A_request_that_breaks_a_rule_of_the_api_description_is_refused_in_the_words_of_the_client(string json, string words)
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { IgnoredViolations = [MockViolationKind.RequestViolation] });
        using var api = new ApiCaller(server);

        var response = await api.SubmitAsync(json);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.ErrorMessage.ShouldContain(words);
        server.Jobs.ShouldBeEmpty();
        server.Ledger.TotalCharged.ShouldBe(0);
    }

    [Theory]
    [InlineData("PUT", "api/open/v1/video/generations", HttpStatusCode.MethodNotAllowed, MockErrorCodes.MethodNotAllowed)]
    [InlineData("DELETE", "api/open/v1/video/generations/req_1", HttpStatusCode.MethodNotAllowed, MockErrorCodes.MethodNotAllowed)]
    [InlineData("GET", "api/open/v1/video/generations/", HttpStatusCode.NotFound, MockErrorCodes.UnknownRoute)]
    [InlineData("GET", "api/open/v2/models", HttpStatusCode.NotFound, MockErrorCodes.UnknownRoute)]
    [InlineData("GET", "", HttpStatusCode.NotFound, MockErrorCodes.UnknownRoute)]
    public async Task A_request_outside_of_the_api_description_is_refused(
        string method, string path, HttpStatusCode statusCode, string code)
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { IgnoredViolations = [MockViolationKind.UnmatchedRequest] });
        using var api = new ApiCaller(server);

        (await api.SendAsync(new HttpMethod(method), path)).ShouldBeError(statusCode, code);
    }

    [Fact]
    public async Task What_a_function_of_the_options_throws_is_shown_and_nothing_is_charged()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Price = _ => throw new NotSupportedException("no price") });
        using var api = new ApiCaller(server);

        var response = await api.SubmitAsync();

        response.ShouldBeError(HttpStatusCode.InternalServerError, MockErrorCodes.OptionFailed);
        response.ErrorMessage.ShouldBe("SeedanceMockOptions.Price failed with NotSupportedException: no price");
        server.Jobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_negative_price_is_an_error_of_the_options()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Price = _ => -1 });
        using var api = new ApiCaller(server);

        (await api.SubmitAsync()).ShouldBeError(HttpStatusCode.InternalServerError, MockErrorCodes.OptionFailed);
        server.Ledger.TotalCharged.ShouldBe(0);
    }
}
