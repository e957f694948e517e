using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Description;

/// <summary>The course of a job follows the description: its fields, its statuses, its webhook.</summary>
public sealed class JobDescriptionTests
{
    [Fact]
    public async Task Fields_that_the_description_gains_are_there_when_the_job_has_succeeded()
    {
        await using var api = OtherDescription.Play(root =>
        {
            Schema(root, "VideoGeneration")["thumbnails"] = JsonNode.Parse("""
                { "type": "array", "items": { "type": "object", "required": ["url"], "properties": {
                  "url": { "type": "string", "format": "uri" }, "width": { "type": "integer" } } } }
                """);
            Schema(root, "VideoGeneration")["expiresAt"] = JsonNode.Parse("""{ "type": "string", "format": "date-time" }""");
            Schema(root, "VideoGenerationAccepted")["estimate"] = JsonNode.Parse("""{ "type": "integer", "example": 90 }""");
        });

        var accepted = await api.PostAsync(OtherDescription.Submissions, OtherDescription.Submission);
        var first = await api.GetAsync($"{OtherDescription.Submissions}/{api.Mock.Jobs[0].RequestId}");
        var last = await api.RunJobAsync(OtherDescription.Submission);

        accepted.Json["estimate"]!.GetValue<int>().ShouldBe(90);
        first.Json.ContainsKey("thumbnails").ShouldBeFalse();
        last["thumbnails"]!.ToJsonString().ShouldBe("""[{"url":"https://example.com/","width":1}]""");
        last["expiresAt"]!.GetValue<string>().ShouldBe("2030-01-01T00:00:00Z");
        last["output"]!["type"]!.GetValue<string>().ShouldBe("video");
    }

    [Fact]
    public async Task A_required_field_is_always_there()
    {
        await using var api = OtherDescription.Play(root =>
        {
            Schema(root, "VideoGeneration")["queue"] = JsonNode.Parse("""{ "type": "string", "enum": ["slow", "fast"] }""");
            Schemas(root)["VideoGeneration"]!["required"]!.AsArray().Add("queue");
        });
        await api.PostAsync(OtherDescription.Submissions, OtherDescription.Submission);

        var read = await api.GetAsync($"{OtherDescription.Submissions}/{api.Mock.Jobs[0].RequestId}");

        read.Json["queue"]!.GetValue<string>().ShouldBe("slow");
    }

    [Fact]
    public async Task A_field_of_a_response_has_another_name()
    {
        await using var api = OtherDescription.Play(root =>
        {
            var accepted = Schema(root, "VideoGenerationAccepted");
            accepted["credits"] = accepted["creditsCharged"]!.DeepClone();
            accepted["credits"]!["x-job"] = "credits";
            accepted.Remove("creditsCharged");
            foreach (var example in Examples(root, "responses", "200"))
            {
                var value = example["value"]!.AsObject();
                value["credits"] = value["creditsCharged"]!.DeepClone();
                value.Remove("creditsCharged");
            }
        });

        var accepted = await api.PostAsync(OtherDescription.Submissions, OtherDescription.Submission);

        accepted.Json["credits"]!.GetValue<int>().ShouldBe(40);
        accepted.Json.ContainsKey("creditsCharged").ShouldBeFalse();
        api.Mock.Ledger.ShouldHaveChargedOnce(40);
    }

    [Fact]
    public async Task Fields_of_a_submission_have_another_name_or_are_gone()
    {
        await using var api = OtherDescription.Play(
            root =>
            {
                var request = Schema(root, "VideoGenerationRequest");
                request["text"] = request["prompt"]!.DeepClone();
                request.Remove("prompt");
                request.Remove("aspectRatio");
                Schemas(root)["VideoGenerationRequest"]!["required"] = new JsonArray("model", "text");
            },
            new() { Strict = false });

        (await api.PostAsync(OtherDescription.Submissions, OtherDescription.Submission)).Status.ShouldBe(400);
        var last = await api.RunJobAsync("""{"model":"seedance-2.0","text":"A river","duration":5}""");

        last["status"]!.GetValue<string>().ShouldBe("succeeded");
        last["duration"]!.GetValue<int>().ShouldBe(5);
        last.ContainsKey("prompt").ShouldBeFalse();
    }

    [Fact]
    public async Task The_output_is_one_of_several()
    {
        await using var api = OtherDescription.Play(root =>
        {
            foreach (var kind in (string[])["video", "image"])
            {
                Schemas(root)[kind + "File"] = JsonNode.Parse($$"""
                    { "type": "object", "required": ["type"], "properties": {
                      "type": { "type": "string", "enum": ["{{kind}}"] }, "href": { "type": "string", "format": "uri" } } }
                    """);
            }

            Schemas(root)["VideoOutput"] = JsonNode.Parse("""
                { "oneOf": [{ "$ref": "#/components/schemas/videoFile" }, { "$ref": "#/components/schemas/imageFile" }],
                  "discriminator": { "propertyName": "type" } }
                """);
            foreach (var example in Examples(root, "responses", "200", "/{requestId}", "get"))
                example["value"]!.AsObject().Remove("output");
        });

        var last = await api.RunJobAsync(OtherDescription.Submission);

        last["output"]!["type"]!.GetValue<string>().ShouldBe("video");
        var link = last["output"]!["href"]!.GetValue<string>();
        link.ShouldStartWith(api.Mock.BaseAddress.AbsoluteUri);
        using var http = new HttpClient(api.Mock.CreateHandler());
        (await http.GetByteArrayAsync(new Uri(link))).Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_job_ends_in_a_status_that_the_description_gained()
    {
        var expired = new GenerationStatus("expired");
        await using var api = OtherDescription.Play(AddExpired, new() { Lifecycle = JobLifecycle.AfterPolls(1).EndingIn(expired) });

        var last = await api.RunJobAsync(OtherDescription.Submission);
        await api.PostAsync(OtherDescription.Submissions, OtherDescription.Submission);
        var second = api.Mock.Jobs[^1];
        second.End(expired);

        last["status"]!.GetValue<string>().ShouldBe("expired");
        last.ContainsKey("output").ShouldBeFalse();
        second.Transitions[^1].Status.ShouldBe(expired);
        Should.Throw<InvalidOperationException>(() => second.Succeed());
        (await api.SendAsync(HttpMethod.Post, $"{OtherDescription.Submissions}/{second.RequestId}/cancel")).Status.ShouldBe(409);
    }

    [Fact]
    public async Task A_status_that_ends_no_job_is_refused()
    {
        await using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
        await using var client = mock.CreateClient();
        var job = mock.GetJob((await client.SubmitAsync(VideoRequest.Seedance20("A river").Build())).Id);

        Should.Throw<ArgumentException>(() => job.End(new GenerationStatus("expired"))).Message.ShouldContain("succeeded");
        Should.Throw<ArgumentException>(() => job.End(GenerationStatus.Processing));
        job.End(GenerationStatus.Cancelled);
        job.Status.ShouldBe(GenerationStatus.Cancelled);
    }

    [Theory]
    [InlineData("nullable")]
    [InlineData("list")]
    public async Task A_field_may_be_null(string form)
    {
        await using var api = OtherDescription.Play(root =>
        {
            (string, string)[] fields = [("VideoGeneration", "prompt"), ("VideoGenerationRequest", "webhookUrl")];
            foreach (var (schema, field) in fields)
            {
                if (form == "list")
                    Schema(root, schema)[field]!["type"] = new JsonArray("string", "null");
                else
                    Schema(root, schema)[field]!["nullable"] = true;
            }
        });

        var last = await api.RunJobAsync("""{"model":"seedance-2.0","prompt":"A river","webhookUrl":null}""");

        last["prompt"]!.GetValue<string>().ShouldBe("A river");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_webhook_has_the_documented_headers_and_a_signature(bool isWebhookOf31)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var api = OtherDescription.Play(
            root =>
            {
                var submit = root["paths"]![OtherDescription.Submissions]!["post"]!.AsObject();
                var call = submit["callbacks"]!["finalResult"]!["{$request.body#/webhookUrl}"]!.AsObject();
                call["post"]!["parameters"] = JsonNode.Parse("""
                    [{ "name": "X-Clip-Signature", "in": "header", "required": true, "schema": { "type": "string" } },
                     { "name": "X-Clip-Version", "in": "header", "schema": { "type": "string", "example": "v2" } }]
                    """);
                if (!isWebhookOf31)
                    return;
                root["webhooks"] = new JsonObject { ["finalResult"] = call.DeepClone() };
                submit.Remove("callbacks");
            },
            new() { WebhookSecret = "whsec_own" });

        await api.RunJobAsync($$"""{"model":"seedance-2.0","prompt":"A river","webhookUrl":"{{receiver.Url}}"}""");
        await api.Mock.WaitForWebhooksAsync();

        var sent = api.Mock.Webhooks.ShouldHaveSingleItem();
        sent.IsDelivered.ShouldBeTrue();
        sent.Headers["X-Clip-Version"].ShouldBe("v2");
        sent.Headers["X-Clip-Signature"].ShouldBe(Convert.ToHexString(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(api.Mock.WebhookSecret), Encoding.UTF8.GetBytes(sent.Body))).ToLowerInvariant());
    }

    [Fact]
    public void What_the_course_of_a_job_needs_and_the_description_lacks_is_named()
    {
        Should.Throw<InvalidOperationException>(() => OtherDescription.Play(root =>
        {
            var read = Schema(root, "VideoGeneration");
            read["phase"] = new JsonObject { ["type"] = "string" };
            read.Remove("status");
        })).Message.ShouldContain("a field for the status of the job in the response of GET /api/open/v1/video/generations/{requestId}");

        Should.Throw<InvalidOperationException>(() => OtherDescription.Play(root =>
        {
            root["paths"]![OtherDescription.Submissions]!["post"]!["operationId"] = "createVideo";
            root["paths"]![OtherDescription.Submissions]!["post"]!.AsObject().Remove("x-job");
        })).Message.ShouldContain("submitVideoGeneration");
    }

    [Fact]
    public async Task An_operation_has_another_id_and_the_list_of_models_is_gone()
    {
        await using var api = OtherDescription.Play(root =>
        {
            root["paths"]![OtherDescription.Submissions]!["post"]!["operationId"] = "createVideo";
            root["paths"]!["/api/open/v1/models"]!.AsObject().Remove("get");
        }, new() { Strict = false });

        (await api.RunJobAsync(OtherDescription.Submission))["status"]!.GetValue<string>().ShouldBe("succeeded");
        api.Mock.Journal.Entries[0].OperationId.ShouldBe("createVideo");
        (await api.GetAsync("/api/open/v1/models")).Status.ShouldBe(404);
    }

    private static void AddExpired(JsonObject root)
    {
        foreach (var list in (string[])["enum", "x-terminal"])
            Schemas(root)["GenerationStatus"]![list]!.AsArray().Add("expired");
        // The names of the members are the SDK's.
        Schemas(root)["GenerationStatus"]!.AsObject().Remove("x-enumNames");
    }

    private static JsonNode Schemas(JsonObject root) => root["components"]!["schemas"]!;

    private static JsonObject Schema(JsonObject root, string name) => Schemas(root)[name]!["properties"]!.AsObject();

    private static IEnumerable<JsonNode> Examples(JsonObject root, string part, string status, string path = "", string method = "post") =>
        root["paths"]![OtherDescription.Submissions + path]![method]![part]![status]!["content"]!["application/json"]!["examples"]!
            .AsObject().Select(example => example.Value!);
}
