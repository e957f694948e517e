using System.Text.Json;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Json;

/// <summary>What the service may say tomorrow survives a client of today.</summary>
public sealed class ForwardCompatibilityTests
{
    [Theory]
    [InlineData("""{"success":true,"requestId":"r","status":"paused"}""")]
    [InlineData(
        """{"success":true,"requestId":"r","status":"QUEUED","output":{"type":"hologram","url":"https://x.example/a b","depth":3}}""")]
    [InlineData("""{"success":true,"requestId":"r","status":"failed","error":"a text"}""")]
    [InlineData("""{"success":true,"requestId":"r","status":"failed","error":{"code":1,"message":["m"],"more":{"x":null}}}""")]
    [InlineData(
        """{"success":true,"requestId":"r","status":"processing","progress":0.25,"eta":"""
        + """null,"model":"seedance-9","aspectRatio":"21:9","error":null}""")]
    [InlineData("""{"status":"","requestId":"ü\"\\","success":false}""")]
    public void An_unknown_result_is_written_back_as_it_was_read(string json)
    {
        var generation = JsonSerializer.Deserialize(json, SeedanceJsonContext.Default.VideoGeneration)!;

        Documented.ShouldBeJson(JsonSerializer.Serialize(generation, SeedanceJsonContext.Default.VideoGeneration), json);
    }

    [Theory]
    [InlineData("paused")]
    [InlineData("SUCCEEDED")]
    [InlineData("succeeded ")]
    [InlineData("")]
    public void An_unknown_status_is_kept_and_is_not_terminal(string status)
    {
        var generation = JsonSerializer.Deserialize(
            $$"""{"success":true,"requestId":"r","status":"{{status}}"}""", SeedanceJsonContext.Default.VideoGeneration)!;

        generation.Status.Value.ShouldBe(status);
        generation.Status.ToString().ShouldBe(status);
        generation.Status.IsKnown.ShouldBeFalse();
        generation.Status.IsTerminal.ShouldBeFalse();
        generation.Status.ShouldNotBe(GenerationStatus.Succeeded);
    }

    [Fact]
    public void Terminal_are_the_documented_three()
    {
        GenerationStatus.KnownValues.Where(status => status.IsTerminal)
            .ShouldBe([GenerationStatus.Succeeded, GenerationStatus.Failed, GenerationStatus.Cancelled]);
    }

    [Fact]
    public void An_unknown_field_of_a_request_is_sent_along()
    {
        const string Json = """{"model":"seedance-2.0","prompt":"p","seed":7,"metadata":{"a":{"b":[1,2]},"c":null}}""";

        var request = JsonSerializer.Deserialize(Json, SeedanceJsonContext.Default.VideoGenerationRequest)!;

        Documented.ShouldBeJson(JsonSerializer.Serialize(request, SeedanceJsonContext.Default.VideoGenerationRequest), Json);
    }

    [Fact]
    public void Optional_values_that_are_not_set_are_not_sent()
    {
        var request = new VideoGenerationRequest { Model = SeedanceModel.Seedance20, Prompt = "p" };

        JsonSerializer.Serialize(request, SeedanceJsonContext.Default.VideoGenerationRequest)
            .ShouldBe("""{"model":"seedance-2.0","prompt":"p"}""");
    }

    [Fact]
    public void The_error_of_a_failed_job_is_readable_in_each_likely_shape()
    {
        Error("""{"code":"c","message":"m"}""").ShouldBe(("c", "m"));
        Error("\"only a text\"").ShouldBe((null, "only a text"));
        Error("null").ShouldBe((null, null));
        Error("[1]").ShouldBe((null, null));

        static (string?, string?) Error(string json)
        {
            var generation = JsonSerializer.Deserialize(
                $$"""{"success":true,"requestId":"r","status":"failed","error":{{json}}}""", SeedanceJsonContext.Default.VideoGeneration)!;
            return (generation.ErrorCode, generation.ErrorMessage);
        }
    }
}
