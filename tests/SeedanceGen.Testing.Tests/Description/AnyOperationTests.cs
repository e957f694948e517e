using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Description;

/// <summary>The mock plays operations that only the description knows.</summary>
public sealed class AnyOperationTests
{
    private const string Quota = """
        {
          "operationId": "getQuota",
          "parameters": [
            { "name": "window", "in": "query", "required": true, "schema": { "type": "string", "enum": ["day", "week"] } },
            { "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1, "maximum": 5 } },
            { "name": "tag", "in": "query", "schema": { "type": "array", "maxItems": 2, "items": { "type": "string", "minLength": 2 } } },
            { "name": "ids", "in": "query", "explode": false, "schema": { "type": "array", "items": { "type": "integer" } } },
            { "name": "since", "in": "query", "schema": { "type": "string", "format": "date-time" } },
            { "name": "filter", "in": "query", "style": "deepObject",
              "schema": { "type": "object", "properties": { "open": { "type": "boolean" } } } },
            { "name": "X-Team", "in": "header", "schema": { "type": "integer" } }
          ],
          "responses": {
            "200": {
              "description": "The quota.",
              "headers": { "X-Remaining": { "schema": { "type": "integer", "minimum": 3 } } },
              "content": { "application/json": { "schema": {
                "type": "object",
                "required": ["success", "left", "kind", "at", "items", "mode"],
                "properties": {
                  "success": { "type": "boolean" },
                  "left": { "type": "integer", "minimum": 10, "multipleOf": 7 },
                  "kind": { "type": "string", "enum": ["small", "large"] },
                  "at": { "type": "string", "format": "date-time" },
                  "items": { "type": "array", "minItems": 2, "uniqueItems": true, "items": { "type": "string", "pattern": "^k[0-9]{3}$" } },
                  "mode": { "oneOf": [
                    { "type": "object", "required": ["a"],
                      "properties": { "a": { "type": "number", "exclusiveMinimum": true, "minimum": 0 } } },
                    { "type": "string" } ] },
                  "note": { "type": "string", "nullable": true }
                }
              } } }
            },
            "default": { "$ref": "#/components/responses/Error" }
          }
        }
        """;

    [Fact]
    public async Task An_operation_without_an_example_has_a_valid_response_from_its_schema()
    {
        await using var api = OtherDescription.Play(OtherDescription.With("/quota", "get", Quota));

        var response = await api.GetAsync("/quota?window=day&tag=ab&tag=cd&ids=1,2&filter[open]=true");

        response.Status.ShouldBe(200, response.Text);
        response.Json.ToJsonString().ShouldBe(
            """{"success":true,"left":14,"kind":"small","at":"2030-01-01T00:00:00Z","items":["k000","k111"],"mode":{"a":1}}""");
        response.Headers["X-Remaining"].ShouldBe("3");
    }

    [Fact]
    public async Task Optional_fields_are_filled_on_request()
    {
        await using var api = OtherDescription.Play(OtherDescription.With("/quota", "get", Quota), new() { FillOptionalFields = true });

        (await api.GetAsync("/quota?window=week")).Json.ContainsKey("note").ShouldBeTrue();
    }

    [Theory]
    [InlineData("/quota", "the query parameter window")]
    [InlineData("/quota?window=month", "the query parameter window")]
    [InlineData("/quota?window=day&limit=6", "the query parameter limit")]
    [InlineData("/quota?window=day&limit=two", "the query parameter limit")]
    [InlineData("/quota?window=day&tag=a", "the query parameter tag, /0")]
    [InlineData("/quota?window=day&tag=aa&tag=bb&tag=cc", "the query parameter tag")]
    [InlineData("/quota?window=day&ids=1,x", "the query parameter ids, /1")]
    [InlineData("/quota?window=day&since=yesterday", "the query parameter since")]
    [InlineData("/quota?window=day&filter[open]=maybe", "the query parameter filter, /open")]
    public async Task A_parameter_that_its_schema_rejects_is_an_error_and_a_violation(string target, string place)
    {
        var api = OtherDescription.Play(OtherDescription.With("/quota", "get", Quota), new() { Strict = false });
        await using (api)
        {
            var response = await api.GetAsync(target);

            response.Status.ShouldBe(400);
            response.Text.ShouldContain(place);
            api.Mock.Violations.ShouldHaveSingleItem().Kind.ShouldBe(MockViolationKind.RequestViolation);
        }
    }

    [Fact]
    public async Task Headers_keys_methods_and_paths_are_checked_as_those_of_a_job()
    {
        await using var api = OtherDescription.Play(OtherDescription.With("/quota", "get", Quota), new() { Strict = false });

        (await api.SendAsync(HttpMethod.Get, "/quota?window=day", null, ("X-Team", "red"))).Status.ShouldBe(400);
        (await api.SendAsync(HttpMethod.Get, "/quota?window=day", null, ("X-Team", "7"))).Status.ShouldBe(200);
        (await api.PostAsync("/quota", "{}")).Status.ShouldBe(405);
        (await api.GetAsync("/quotas?window=day")).Status.ShouldBe(404);
        api.Mock.Keys.Revoke();
        (await api.GetAsync("/quota?window=day")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task An_example_comes_before_the_schema()
    {
        await using var api = OtherDescription.Play(OtherDescription.With("/account/balance", "get", """
            { "operationId": "getBalance", "responses": { "200": { "description": "The balance.", "content": { "application/json": {
              "schema": { "type": "object", "required": ["credits"], "properties": { "credits": { "type": "integer" } } },
              "examples": { "wrong": { "value": { "credits": "many" } }, "right": { "value": { "credits": 1250 } } } } } } } }
            """));

        (await api.GetAsync("/account/balance")).Text.ShouldBe("""{"credits":1250}""");
    }

    [Fact]
    public async Task A_response_without_a_body_has_none_and_one_of_bytes_has_bytes()
    {
        await using var api = OtherDescription.Play(root =>
        {
            OtherDescription.With("/jobs/{requestId}", "delete", """
                { "operationId": "deleteJob", "parameters": [{ "$ref": "#/components/parameters/RequestId" }],
                  "responses": { "204": { "description": "Gone." } } }
                """)(root);
            OtherDescription.With("/jobs/{requestId}/poster", "get", """
                { "operationId": "getPoster", "parameters": [{ "$ref": "#/components/parameters/RequestId" }],
                  "responses": { "200": { "description": "A picture.", "content": { "image/png": {
                    "schema": { "type": "string", "format": "binary" } } } } } }
                """)(root);
        });

        var deleted = await api.SendAsync(HttpMethod.Delete, "/jobs/req_1");
        var poster = await api.GetAsync("/jobs/req_1/poster");

        (deleted.Status, deleted.Body.Length).ShouldBe((204, 0));
        (poster.Status, poster.Type).ShouldBe((200, "image/png"));
        poster.Body.Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_file_is_accepted_and_the_other_parts_are_validated()
    {
        await using var api = OtherDescription.Play(
            OtherDescription.With("/uploads", "post", """
                { "operationId": "uploadMedia",
                  "requestBody": { "required": true, "content": { "multipart/form-data": { "schema": {
                    "type": "object", "required": ["file"], "properties": {
                      "file": { "type": "string", "format": "binary" },
                      "size": { "type": "integer", "maximum": 9 } } } } } },
                  "responses": { "201": { "description": "The file.", "content": { "application/json": { "schema": {
                    "type": "object", "required": ["url"], "properties": { "url": { "type": "string", "format": "uri" } } } } } } } }
                """),
            new() { Strict = false });

        (await api.SendAsync(HttpMethod.Post, "/uploads", Form("file", "9"))).Text.ShouldBe("""{"url":"https://example.com/"}""");
        (await api.SendAsync(HttpMethod.Post, "/uploads", Form("file", "10"))).Text.ShouldContain("/size");
        (await api.SendAsync(HttpMethod.Post, "/uploads", Form("picture", "1"))).Text.ShouldContain("/file");
        (await api.PostAsync("/uploads", "{}")).Status.ShouldBe(415);
        (await api.SendAsync(HttpMethod.Post, "/uploads")).Status.ShouldBe(415);
    }

    [Fact]
    public async Task A_function_of_the_test_responds_with_json_status_and_headers()
    {
        await using var api = OtherDescription.Play(OtherDescription.With("/quota", "get", Quota), new() { Strict = false });
        var left = 28;
        api.Given("getQuota").RespondWith((request, response) =>
        {
            response.Body!["left"] = left -= 7;
            response.Headers["X-Remaining"] = request.Parameter("window") + string.Concat(request.Values("tag"));
        });

        var first = await api.GetAsync("/quota?window=week&tag=ab&tag=cd");
        var second = await api.GetAsync("/quota?window=day");
        api.Given("getQuota").RespondWith(_ => new JsonObject { ["left"] = "none" });
        var wrong = await api.GetAsync("/quota?window=day");
        var rejected = await api.GetAsync("/quota");

        (first.Json["left"]!.GetValue<int>(), first.Headers["X-Remaining"]).ShouldBe((21, "weekabcd"));
        second.Json["left"]!.GetValue<int>().ShouldBe(14);
        wrong.Text.ShouldBe("""{"left":"none"}""");
        rejected.Status.ShouldBe(400);
        api.Mock.Violations.Select(violation => violation.Kind)
            .ShouldBe([MockViolationKind.ResponseViolation, MockViolationKind.RequestViolation]);
    }

    [Fact]
    public async Task A_record_of_the_sdk_is_a_response()
    {
        await using var mock = SeedanceMock.InMemory();
        await using var client = mock.CreateClient();
        mock.Given(MockOperation.Named("listModels")).RespondWith(new ModelList { Success = true, Data = [] });

        (await client.ListModelsAsync()).ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => mock.Given(MockOperation.ListModels).RespondWith(new Version(1, 0)));
        Should.Throw<ArgumentException>(() => MockOperation.Named("getBalance"));
    }

    [Fact]
    public async Task A_documented_error_has_its_body_and_its_headers()
    {
        await using var api = OtherDescription.Play(root =>
        {
            OtherDescription.With("/quota", "get", Quota)(root);
            root["paths"]!["/quota"]!["get"]!["responses"]!["429"] = JsonNode.Parse("""
                { "description": "Too many.",
                  "headers": { "Retry-After": { "schema": { "type": "integer", "minimum": 2 } },
                    "X-Reset": { "schema": { "type": "string" } } },
                  "content": { "application/json": { "schema": { "type": "object", "required": ["success", "limit"], "properties": {
                    "success": { "type": "boolean" }, "limit": { "type": "integer", "minimum": 60 } } } } } }
                """);
        });
        api.Given("getQuota").Respond(MockFault.Status(429)).Next();
        api.Given("getQuota").Respond(MockFault.Status(429, TimeSpan.FromSeconds(9))).Next();

        var own = await api.GetAsync("/quota?window=day");
        var asked = await api.GetAsync("/quota?window=day");

        own.Text.ShouldBe("""{"success":false,"limit":60}""");
        (own.Headers["Retry-After"], own.Headers["X-Reset"]).ShouldBe(("2", "text"));
        asked.Headers["Retry-After"].ShouldBe("9");
    }

    [Fact]
    public async Task An_operation_that_costs_credits_is_charged_what_its_response_says()
    {
        await using var api = OtherDescription.Play(
            OtherDescription.With("/upscale", "post", """
                { "operationId": "upscale", "x-charges-credits": true, "responses": { "200": { "description": "Done.", "content": {
                  "application/json": { "schema": { "type": "object", "required": ["creditsCharged"], "properties": {
                    "creditsCharged": { "type": "integer", "example": 12 } } } } } } } }
                """),
            new() { Balance = 20 });

        (await api.SendAsync(HttpMethod.Post, "/upscale")).Status.ShouldBe(200);
        (await api.SendAsync(HttpMethod.Post, "/upscale")).Status.ShouldBe(402);

        api.Mock.Ledger.ShouldHaveChargedOnce(12);
    }

    private static MultipartFormDataContent Form(string fileName, string size)
    {
        var file = new ByteArrayContent([1, 2, 3]);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return new MultipartFormDataContent { { file, fileName, "a.png" }, { new StringContent(size, Encoding.UTF8), "size" } };
    }
}
