using System.Text.Json.Nodes;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Description;

/// <summary>The mock plays a list that pages.</summary>
public sealed class PagingTests
{
    private const string List = """
        {
          "operationId": "listJobs",
          "x-pagination": { "cursor": "cursor", "next": "nextCursor", "items": "data" },
          "parameters": [
            { "name": "status", "in": "query", "schema": { "$ref": "#/components/schemas/GenerationStatus" } },
            { "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1, "maximum": 100 } },
            { "name": "cursor", "in": "query", "schema": { "type": "string" } }
          ],
          "responses": {
            "200": { "description": "The jobs.", "content": { "application/json": { "schema": {
              "type": "object",
              "required": ["success", "data"],
              "properties": {
                "success": { "type": "boolean" },
                "data": { "type": "array", "items": { "$ref": "#/components/schemas/VideoGeneration" } },
                "nextCursor": { "type": "string" } } } } } },
            "default": { "$ref": "#/components/responses/Error" } }
        }
        """;

    [Theory]
    [InlineData("", 5, 3)]
    [InlineData("&limit=1", 3, 3)]
    [InlineData("&limit=4&status=failed", 9, 3)]
    public async Task A_list_has_several_valid_pages_and_the_last_one_has_no_cursor(string asked, int items, int pages)
    {
        await using var api = Play();

        var first = await ReadAllAsync(api, asked);
        var again = await ReadAllAsync(api, asked);

        first.Pages.ShouldBe(pages);
        first.Ids.Count.ShouldBe(items);
        first.Ids.ShouldBeUnique();
        again.Ids.ShouldBe(first.Ids);
        api.Mock.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_has_as_many_items_as_the_request_asks_for()
    {
        await using var api = Play();

        (await api.GetAsync("/jobs?limit=7")).Json["data"]!.AsArray().Count.ShouldBe(7);
    }

    [Theory]
    [InlineData("""{ "type": "string", "format": "uuid" }""", """{ "type": "string", "format": "uuid" }""")]
    [InlineData("""{ "type": "string", "maxLength": 3 }""", """{ "type": "string" }""")]
    [InlineData("""{ "type": "string" }""", """{ "type": "string", "pattern": "^c[0-9]{4}$" }""")]
    public async Task A_cursor_keeps_to_the_schemas_of_the_parameter_and_of_the_field(string parameter, string field)
    {
        await using var api = Play(list =>
        {
            list["parameters"]![2]!["schema"] = JsonNode.Parse(parameter);
            PageOf(list)["properties"]!["nextCursor"] = JsonNode.Parse(field);
        });

        (await ReadAllAsync(api, "")).Pages.ShouldBe(3);
    }

    [Fact]
    public async Task A_required_cursor_that_may_be_null_is_null_on_the_last_page()
    {
        await using var api = Play(list =>
        {
            PageOf(list)["required"] = new JsonArray("success", "data", "nextCursor");
            PageOf(list)["properties"]!["nextCursor"]!["nullable"] = true;
        });

        (await ReadAllAsync(api, "")).Last.ContainsKey("nextCursor").ShouldBeTrue();
    }

    [Fact]
    public async Task The_documented_items_come_first()
    {
        await using var api = Play(list => list["responses"]!["200"]!["content"]!["application/json"]!["example"] = JsonNode.Parse(
            """{"success":true,"data":[{"success":true,"requestId":"shown","status":"failed"}],"nextCursor":"x"}"""));

        (await ReadAllAsync(api, "")).Ids[0].ShouldBe("shown");
    }

    [Fact]
    public async Task A_cursor_that_no_page_has_is_an_error_and_a_violation()
    {
        await using var api = Play(options: new SeedanceMockOptions { Strict = false });

        var response = await api.GetAsync("/jobs?cursor=elsewhere");

        response.Status.ShouldBe(400);
        response.Text.ShouldContain("the query parameter cursor: expected the cursor of a page (page-2 or page-3), actual");
        api.Mock.Violations.ShouldHaveSingleItem().Message.ShouldContain("elsewhere");
    }

    [Fact]
    public async Task A_query_parameter_that_the_description_does_not_name_is_accepted_and_a_wrong_one_is_a_violation()
    {
        await using var api = Play(options: new SeedanceMockOptions { Strict = false });

        (await api.GetAsync("/jobs?color=red")).Status.ShouldBe(200);
        (await api.GetAsync($"{OtherDescription.Submissions}/none?color=red")).Status.ShouldBe(404);
        api.Mock.Violations.ShouldBeEmpty();
        (await api.GetAsync("/jobs?status=lost")).Status.ShouldBe(400);
        (await api.GetAsync("/jobs?limit=0")).Status.ShouldBe(400);
        api.Mock.Violations.Count.ShouldBe(2);
    }

    private static OtherDescription Play(Action<JsonObject>? edit = null, SeedanceMockOptions? options = null) => OtherDescription.Play(
        root =>
        {
            OtherDescription.With("/jobs", "get", List)(root);
            edit?.Invoke(root["paths"]!["/jobs"]!["get"]!.AsObject());
        },
        options);

    private static JsonObject PageOf(JsonObject list) =>
        list["responses"]!["200"]!["content"]!["application/json"]!["schema"]!.AsObject();

    /// <summary>Reads page after page, as the client does.</summary>
    private static async Task<(List<string> Ids, int Pages, JsonObject Last)> ReadAllAsync(OtherDescription api, string asked)
    {
        var (ids, pages) = (new List<string>(), 0);
        string? cursor = null;
        while (true)
        {
            var response = await api.GetAsync(cursor is null ? $"/jobs?{asked}" : $"/jobs?cursor={cursor}{asked}");
            response.Status.ShouldBe(200, response.Text);
            ids.AddRange(response.Json["data"]!.AsArray().Select(job => job!["requestId"]!.GetValue<string>()));
            pages++;
            cursor = response.Json["nextCursor"]?.GetValue<string>();
            if (string.IsNullOrEmpty(cursor) || pages > 10)
                return (ids, pages, response.Json);
        }
    }
}
