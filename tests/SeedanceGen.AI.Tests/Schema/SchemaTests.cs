using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.AI.Schema;

namespace SeedanceGen.AI.Tests.Schema;

/// <summary>The schemas of the functions follow the API description.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task The_fields_of_a_request_are_those_of_the_description()
    {
        await using var scene = new AgentScene();
        var schema = scene["generate"].JsonSchema;

        schema.GetProperty("properties").EnumerateObject().Select(field => field.Name)
            .ShouldBe(SeedanceModels.All[0].AllFields.Select(field => field.Field), ignoreOrder: true);
        schema.GetProperty("required").EnumerateArray().Select(name => name.GetString())
            .ShouldBe(SeedanceModels.All[0].AllFields.Where(field => field.IsRequired).Select(field => field.Field), ignoreOrder: true);
        schema.GetProperty("properties").GetProperty("model").GetProperty("enum").EnumerateArray().Select(value => value.GetString())
            .ShouldBe(SeedanceModels.All.Select(model => model.Model.Value));
    }

    [Fact]
    public async Task What_the_models_accept_stands_in_the_description_of_the_field()
    {
        await using var scene = new AgentScene();

        var duration = scene["submit"].JsonSchema.GetProperty("properties").GetProperty("duration");

        foreach (var model in SeedanceModels.All)
        {
            duration.GetProperty("description").GetString()!.ShouldContain(model.Model.Value);
            duration.GetProperty("description").GetString()!.ShouldContain(model.Duration.Description);
        }
    }

    [Fact]
    public async Task No_schema_has_alternatives_at_its_top_or_a_keyword_that_is_not_of_JSON_Schema()
    {
        await using var scene = new AgentScene(options => options with { MaxCredits = 1, DownloadFolder = Path.GetTempPath() });

        scene.Tools.Functions.Select(function => function.Operation).ShouldBe(
            ["generate", "submit", "validate", "models", "get", "wait", "cancel", "download"]);
        foreach (var function in scene.Tools.Functions)
        {
            var text = function.JsonSchema.GetRawText();
            function.JsonSchema.GetProperty("type").GetString().ShouldBe("object");
            function.JsonSchema.EnumerateObject().Select(keyword => keyword.Name)
                .ShouldNotContain(keyword => keyword == "oneOf" || keyword == "allOf" || keyword == "anyOf");
            text.ShouldNotContain("$ref");
            text.ShouldNotContain("x-");
        }
    }

    [Fact]
    public void A_field_that_the_description_gains_is_in_the_schema_at_every_depth()
    {
        var document = JsonNode.Parse(AgentDescription.Embedded)!;
        document["components"]!["schemas"]!["Camera"] = JsonNode.Parse(
            """
            {"type":"object","properties":{
              "motion":{"type":"string","nullable":true},"next":{"$ref":"#/components/schemas/Camera"}}}
            """);
        document["components"]!["schemas"]!["VideoGenerationRequest"]!["properties"]!["camera"] = JsonNode.Parse(
            """{"allOf":[{"$ref":"#/components/schemas/Camera"}],"description":"The camera.","x-unit":"none"}""");

        var description = new AgentDescription(JsonSerializer.SerializeToUtf8Bytes(document), _ => null);

        description.Request.Root["properties"]!["camera"]!.ToJsonString().ShouldBe(
            """{"description":"The camera.","type":"object","properties":{"motion":{"type":["string","null"]},"next":{}}}""");
    }

    [Fact]
    public void A_price_is_documented_for_the_fields_that_the_description_marks()
    {
        var marked = JsonNode.Parse(AgentDescription.Embedded)!;
        var unmarked = marked.DeepClone();
        foreach (var field in unmarked["components"]!["schemas"]!["VideoGenerationRequest"]!["properties"]!.AsObject())
            field.Value!.AsObject().Remove("x-affects-price");
        var request = JsonSerializer.SerializeToElement(
            VideoRequest.Seedance20("Another prompt").WithDuration(5).WithResolution(Resolution.P720).WithAspectRatio(AspectRatio.Ratio1x1)
                .Build(),
            SeedanceJsonContext.Default.VideoGenerationRequest);

        PriceIn(marked).ShouldBe(AgentScene.DocumentedPrice);
        PriceIn(unmarked).ShouldBeNull("the documented example has another aspect ratio");

        long? PriceIn(JsonNode document) => new AgentDescription(
            JsonSerializer.SerializeToUtf8Bytes(document), accepted => accepted.CreditsCharged).DocumentedPriceOf(request);
    }

    [Fact]
    public async Task What_costs_is_destructive_and_what_reads_is_not()
    {
        await using var scene = new AgentScene(options => options with { DownloadFolder = Path.GetTempPath() });

        scene.Tools.Functions.Where(function => function.ChargesCredits).Select(function => function.Operation)
            .ShouldBe(["generate", "submit"]);
        scene.Tools.Functions.Where(function => function.IsDestructive).Select(function => function.Operation)
            .ShouldBe(["generate", "submit", "cancel"]);
        scene.Tools.Functions.Where(function => function.IsReadOnly).Select(function => function.Operation)
            .ShouldBe(["validate", "models", "get", "wait"]);
        scene.Tools.Functions.Where(function => !function.IsIdempotent).Select(function => function.Operation)
            .ShouldBe(["generate", "submit"]);
        scene.Tools.Functions.ShouldAllBe(function => function.Name == "seedance_" + function.Operation);
    }
}
