using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SeedanceGen.Tests.Json;

public sealed class ModelFactoryTests
{
    [Theory]
    [InlineData("text-to-video.request", nameof(VideoGenerationRequest))]
    [InlineData("text-to-video.accepted", nameof(VideoGenerationAccepted))]
    [InlineData("result.succeeded", nameof(VideoGeneration))]
    [InlineData("cancel.response", nameof(VideoGenerationCancelled))]
    [InlineData("error.unauthorized", nameof(ErrorEnvelope))]
    public void A_made_object_is_the_documented_one(string example, string model)
    {
        var made = JsonSerializer.SerializeToNode(Make(model), SeedanceJsonContext.Default.GetTypeInfo(TypeOf(model))!)!.AsObject();

        var documented = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", example + ".json"));
        JsonNode.DeepEquals(made, JsonNode.Parse(documented)).ShouldBeTrue(made.ToJsonString());
    }

    [Fact]
    public void Every_model_can_be_made_anew_and_read_back()
    {
        var models = typeof(SeedanceJsonContext).GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => ((Type)attribute.ConstructorArguments[0].Value!).Name).ToList();

        models.Count.ShouldBeGreaterThan(5);
        foreach (var model in models)
        {
            var type = SeedanceJsonContext.Default.GetTypeInfo(TypeOf(model))!;
            var made = JsonSerializer.Serialize(Make(model), type);
            JsonSerializer.Serialize(JsonSerializer.Deserialize(made, type), type).ShouldBe(made);
            Make(model).ShouldNotBeSameAs(Make(model));
        }
    }

    [Fact]
    public void The_request_that_is_made_breaks_no_rule() => SeedanceModelFactory.VideoGenerationRequest().Validate().ShouldBeEmpty();

    private static object Make(string model) => typeof(SeedanceModelFactory)
        .GetMethod(model, BindingFlags.Public | BindingFlags.Static).ShouldNotBeNull(model).Invoke(null, null)!;

    private static Type TypeOf(string model) => typeof(SeedanceModelFactory).Assembly.GetType("SeedanceGen." + model, throwOnError: true)!;
}
