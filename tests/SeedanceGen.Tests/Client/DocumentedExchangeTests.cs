using System.Text.Json;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Client;

/// <summary>Every documented exchange goes through the client over a real socket, and nothing of it is lost.</summary>
public sealed class DocumentedExchangeTests
{
    [Theory]
    [InlineData("text-to-video.request.json", "text-to-video.accepted.json", 40)]
    [InlineData("image-to-video.request.json", "image-to-video.accepted.json", 64)]
    public async Task A_documented_submission_is_sent_and_its_response_is_read_without_loss(string request, string accepted, int credits)
    {
        await using var server = new ScriptedServer(OnSocket.Json(Documented.Read(accepted)));
        await using var client = server.CreateClient();

        var job = await client.SubmitAsync(Documented.Request(request));

        var sent = server.Requests.ShouldHaveSingleItem();
        sent.Method.ShouldBe("POST");
        sent.Target.ShouldBe("/api/open/v1/video/generations");
        sent.Headers["Authorization"].ShouldBe("Bearer sd2_live_test");
        sent.Headers["Content-Type"].ShouldBe("application/json");
        Documented.ShouldBeJson(sent.Body, Documented.Read(request));
        job.Id.ShouldBe("req_1234567890");
        job.CreditsCharged.ShouldBe(credits);
        job.Status.ShouldBe(GenerationStatus.Queued);
        Documented.ShouldBeJson(
            JsonSerializer.Serialize(job.Accepted!, SeedanceJsonContext.Default.VideoGenerationAccepted), Documented.Read(accepted));
    }

    [Fact]
    public async Task The_documented_result_is_read_without_loss()
    {
        await using var server = new ScriptedServer(OnSocket.Json(Documented.Read("result.succeeded.json")));
        await using var client = server.CreateClient();

        var generation = await client.GetAsync("req_1234567890");

        var sent = server.Requests.ShouldHaveSingleItem();
        sent.Method.ShouldBe("GET");
        sent.Target.ShouldBe("/api/open/v1/video/generations/req_1234567890");
        sent.Body.ShouldBeEmpty();
        generation.Status.ShouldBe(GenerationStatus.Succeeded);
        generation.Output!.Url!.Host.ShouldBe("pub-your-bucket.r2.dev");
        generation.Error.ValueKind.ShouldBe(JsonValueKind.Null);
        generation.ErrorCode.ShouldBeNull();
        Documented.ShouldBeJson(
            JsonSerializer.Serialize(generation, SeedanceJsonContext.Default.VideoGeneration), Documented.Read("result.succeeded.json"));
    }

    [Theory]
    [PastTheProxy("The statuses and models are unknown.")]
    [InlineData(
        """{"success":true,"requestId":"req_1","status":"paused","progress":0.5,"output":{"type":"hologram","depth":3},"error":null}""")]
    [InlineData("""{"success":false,"requestId":"req_1","status":"failed","error":["odd"],"model":"seedance-9"}""")]
    public async Task Unknown_statuses_and_fields_of_a_result_come_over_the_socket_without_loss(string json)
    {
        await using var server = new ScriptedServer(OnSocket.Json(json));
        await using var client = server.CreateClient();

        var generation = await client.GetAsync("req_1");

        Documented.ShouldBeJson(JsonSerializer.Serialize(generation, SeedanceJsonContext.Default.VideoGeneration), json);
    }

    [Fact]
    [PastTheProxy("The statuses are unknown.")]
    public async Task Unknown_fields_of_an_acceptance_and_a_cancel_come_over_the_socket_without_loss()
    {
        const string Accepted = """{"success":true,"requestId":"req_1","status":"scheduled","creditsCharged":1,"queue":{"place":3}}""";
        const string Cancelled = """{"success":true,"requestId":"req_1","status":"cancelling","refund":{"credits":null}}""";
        await using var server = new ScriptedServer(OnSocket.Json(Accepted), OnSocket.Json(Cancelled));
        await using var client = server.CreateClient();

        var job = await client.SubmitAsync(Documented.Request("text-to-video.request.json"));
        var cancelled = await job.CancelAsync();

        Documented.ShouldBeJson(JsonSerializer.Serialize(job.Accepted!, SeedanceJsonContext.Default.VideoGenerationAccepted), Accepted);
        Documented.ShouldBeJson(JsonSerializer.Serialize(cancelled, SeedanceJsonContext.Default.VideoGenerationCancelled), Cancelled);
    }

    [Fact]
    public async Task The_documented_cancel_is_sent_and_read_without_loss()
    {
        await using var server = new ScriptedServer(OnSocket.Json(Documented.Read("cancel.response.json")));
        await using var client = server.CreateClient();

        var cancelled = await client.GetJob("req_1234567890").CancelAsync();

        var sent = server.Requests.ShouldHaveSingleItem();
        sent.Method.ShouldBe("POST");
        sent.Target.ShouldBe("/api/open/v1/video/generations/req_1234567890/cancel");
        cancelled.Status.ShouldBe(GenerationStatus.Cancelled);
        Documented.ShouldBeJson(
            JsonSerializer.Serialize(cancelled, SeedanceJsonContext.Default.VideoGenerationCancelled),
            Documented.Read("cancel.response.json"));
    }

    [Fact]
    public async Task The_documented_error_becomes_an_authentication_error_that_keeps_the_response()
    {
        await using var server = new ScriptedServer(OnSocket.Json(Documented.Read("error.unauthorized.json"), status: 401));
        await using var client = server.CreateClient();

        var error = await Should.ThrowAsync<SeedanceAuthenticationException>(() => client.GetAsync("req_1234567890"));

        error.Code.ShouldBe("unauthorized");
        error.Response.Message.ShouldBe("Invalid API key");
        ((int)error.StatusCode).ShouldBe(401);
        Documented.ShouldBeJson(error.Response.RawBody, Documented.Read("error.unauthorized.json"));
        var envelope = JsonSerializer.Deserialize(error.Response.RawBody, SeedanceJsonContext.Default.ErrorEnvelope)!;
        Documented.ShouldBeJson(
            JsonSerializer.Serialize(envelope, SeedanceJsonContext.Default.ErrorEnvelope), Documented.Read("error.unauthorized.json"));
    }

    [Fact]
    [PastTheProxy("The white space of the response counts, and the proxy writes JSON anew.")]
    public async Task The_models_are_handed_on_as_they_came()
    {
        await using var server = new ScriptedServer(
            OnSocket.Json("""{"success": true, "data": [{"id": "m", "price": {"credits": 40}}, "text", null]}"""));
        await using var client = server.CreateClient();

        var models = await client.ListModelsAsync();

        server.Requests.ShouldHaveSingleItem().Target.ShouldBe("/api/open/v1/models");
        models.Select(model => model.GetRawText()).ShouldBe(["""{"id": "m", "price": {"credits": 40}}""", "\"text\"", "null"]);
    }

    [Fact]
    public void Every_documented_exchange_is_replayed_by_a_test_of_this_class() =>
        Documented.Names().ShouldBe(
        [
            "cancel.response.json", "error.unauthorized.json", "image-to-video.accepted.json", "image-to-video.request.json",
            "result.succeeded.json", "text-to-video.accepted.json", "text-to-video.request.json",
        ]);
}
