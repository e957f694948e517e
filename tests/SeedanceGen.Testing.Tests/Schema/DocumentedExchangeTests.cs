using System.Net;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Schema;

public sealed class DocumentedExchangeTests
{
    [Theory]
    [InlineData("text-to-video")]
    [InlineData("image-to-video")]
    public async Task A_documented_submission_is_accepted_as_documented(string exchange)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);

        var response = await api.SubmitAsync(Example.Text(exchange + ".request"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        ShouldEqual(response.Json, Example.Json(exchange + ".accepted"), "requestId");
    }

    [Fact]
    public async Task The_documented_submission_ends_in_the_documented_result()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync(Example.Text("text-to-video.request"));

        var result = (await api.GetAsync(requestId)).Json;

        result["output"]!["url"]!.GetValue<string>().ShouldStartWith(server.BaseAddress.ToString());
        result.ContainsKey("error").ShouldBeTrue();
        var documented = Example.Json("result.succeeded");
        documented["output"]!["url"] = result["output"]!["url"]!.DeepClone();
        ShouldEqual(result, documented, "requestId");
        result["requestId"]!.GetValue<string>().ShouldBe(requestId);
    }

    [Fact]
    public async Task The_response_to_a_cancel_is_the_documented_one()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();

        var response = await api.CancelAsync(requestId);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        ShouldEqual(response.Json, Example.Json("cancel.response"), "requestId");
        response.Text("requestId").ShouldBe(requestId);
    }

    [Fact]
    public async Task The_list_of_models_has_the_documented_envelope_and_every_known_model()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);

        var response = await api.ListModelsAsync();

        response.Json["success"]!.GetValue<bool>().ShouldBeTrue();
        response.Json["data"]!.AsArray().Select(model => model!["id"]!.GetValue<string>())
            .ShouldBe(SeedanceModel.KnownValues.Select(model => model.Value));
    }

    [Fact]
    public async Task The_elements_of_the_list_of_models_can_be_replaced()
    {
        using var models = System.Text.Json.JsonDocument.Parse("""[{"name":"a","pricing":[1]},"b"]""");
        await using var server = await SeedanceMockServer.StartAsync(new() { Models = [.. models.RootElement.EnumerateArray()] });
        using var api = new ApiCaller(server);

        (await api.ListModelsAsync()).Json["data"]!.ToJsonString().ShouldBe("""[{"name":"a","pricing":[1]},"b"]""");
    }

    private static void ShouldEqual(JsonObject actual, JsonObject documented, string except)
    {
        documented[except] = actual[except]!.DeepClone();
        JsonNode.DeepEquals(actual, documented).ShouldBeTrue($"{actual.ToJsonString()} is not {documented.ToJsonString()}");
    }
}
