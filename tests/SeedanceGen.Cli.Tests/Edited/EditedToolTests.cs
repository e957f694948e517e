using System.Text.Json.Nodes;
using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Edited;

/// <summary>The tool that is built from an edited description has what the edits say, against the mock from the same description.</summary>
[Trait("Category", "Slow")]
public sealed class EditedToolTests(EditedTool tool) : IClassFixture<EditedTool>
{
    private const string Frame = """{"time":1,"imageUrl":"https://example.com/1.png"}""";

    public static TheoryData<string[], string> Accepted => new()
    {
        { ["--camera.motion", "pan", "--camera.strength", "0.5"], """{"camera":{"motion":"pan","strength":0.5}}""" },
        { ["--camera", "@camera.json"], """{"camera":{"motion":"zoom"}}""" },
        { ["--keyframes", "@frames.json"], $$"""{"keyframes":[{{Frame}},{{Frame}}]}""" },
        { ["--keyframes", Frame, "--keyframes", Frame], $$"""{"keyframes":[{{Frame}},{{Frame}}]}""" },
        { ["--soundtrack.kind", "music", "--soundtrack.genre", "jazz"], """{"soundtrack":{"kind":"music","genre":"jazz"}}""" },
        { ["--soundtrack", """{"kind":"voice","text":"Ahoy"}"""], """{"soundtrack":{"kind":"voice","text":"Ahoy"}}""" },
        { ["--negative-prompt", "rain"], """{"negativePrompt":"rain"}""" },
    };

    public static TheoryData<string[], string[]> Rejected => new()
    {
        { ["--camera.strength", "0.5"], ["--camera.motion is missing", "pan, zoom or static"] },
        { ["--camera.motion", "spin"], ["--camera.motion does not accept 'spin'", "pan, zoom, static"] },
        { ["--camera.strength", "far"], ["--camera.strength", "'far'", "numbers"] },
        { ["--camera.motion", "pan", "--camera.strength", "7"], ["camera.strength", "7", "0 to 1"] },
        { ["--camera", "pan"], ["--camera", "'pan'", "a JSON object"] },
        { ["--keyframes", """{"time":1}"""], ["keyframes[0].imageUrl is missing", "URL"] },
        { ["--keyframes", """{"time":-1,"imageUrl":"https://example.com/1.png"}"""], ["keyframes[0].time", "-1", "0"] },
        { ["--keyframes", """{"time":"soon","imageUrl":"https://example.com/1.png"}"""], ["keyframes[0].time", "soon", "number"] },
        { ["--keyframes", $"[{Frame},{Frame},{Frame},{Frame}]"], ["keyframes", "4", "3"] },
        { ["--keyframes", "@nowhere.json"], ["nowhere.json"] },
        { ["--soundtrack.kind", "voice"], ["--soundtrack.text is missing", "a text"] },
        { ["--soundtrack", "jazz"], ["--soundtrack", "'jazz'", "a JSON object"] },
        { ["--negative-prompt", new string('x', 41)], ["negativePrompt", "xxx", "40"] },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task An_option_of_a_new_field_is_sent(string[] options, string sent)
    {
        await File.WriteAllTextAsync(Path.Combine(tool.Folder, "camera.json"), """{"motion":"zoom"}""");
        await File.WriteAllTextAsync(Path.Combine(tool.Folder, "frames.json"), $"[{Frame},{Frame}]");
        var requests = new List<string>();
        await using var service = ScriptedService.Recording(requests, Accepting);

        tool.Run(service.Address, ["submit", "A river", .. options]).ShouldSucceed();

        var body = Body(requests.ShouldHaveSingleItem());
        body.Remove("model");
        body.Remove("prompt");
        body.ToJsonString().ShouldBe(sent);
        tool.Run(service: null, ["generate", "A river", .. options, "--mock", "-o", "river.mp4"]).ShouldSucceed();
    }

    [Theory]
    [MemberData(nameof(Rejected))]
    public void A_wrong_value_is_an_error_that_names_field_value_and_what_is_accepted(string[] options, string[] named)
    {
        var result = tool.Run(service: null, ["generate", "A river", .. options, "--mock", "-o", "river.mp4"]);

        result.ExitCode.ShouldBe(2, result.Output);
        foreach (var word in named)
            result.Output.ShouldContain(word);
    }

    [Fact]
    public void Help_and_completion_name_the_new_fields_and_what_is_deprecated()
    {
        var help = tool.Run(service: null, "submit", "--help").ShouldSucceed().Output;
        string[] named = ["--camera.motion <MOTION>", "--keyframes <JSON>", "--soundtrack.genre", "--once-key", "(deprecated)"];
        foreach (var option in named)
            help.ShouldContain(option);

        var script = tool.Run(service: null, "completion", "fish").ShouldSucceed().Output;
        script.ShouldContain("camera.motion");
        script.ShouldContain("What the video must not show (deprecated)");
        script.ShouldContain("listVideoGenerations");
    }

    [Fact]
    public async Task A_batch_sends_the_key_of_each_line()
    {
        var requests = new List<string>();
        await using var service = ScriptedService.Recording(requests, ScriptedService.Response(400, """{"success":false}"""));
        await File.WriteAllTextAsync(Path.Combine(tool.Folder, "keys.jsonl"), """
            {"model":"seedance-2.0","prompt":"A river","idempotencyKey":"line-1"}
            {"model":"seedance-2.0","prompt":"A lake","Once-Key":"line-2"}
            """);

        tool.Run(service.Address, "batch", "keys.jsonl", "-o", "keys", "--max-concurrency", "1");

        requests.Select(request => request.Split("Once-Key: ")[1].Split("\r\n")[0]).ShouldBe(["line-1", "line-2"]);
        requests.ShouldAllBe(request => !Body(request).ContainsKey("idempotencyKey") && !Body(request).ContainsKey("Once-Key"));
    }

    [Fact]
    public async Task A_field_that_the_response_gains_is_shown()
    {
        await using var service = ScriptedService.Responding(ScriptedService.Response(
            200, """{"success":true,"requestId":"r1","status":"succeeded","thumbnails":["https://example.com/1.png"]}"""));

        tool.Run(service.Address, "get", "r1").ShouldSucceed().Output.ShouldContain("""thumbnails  ["https://example.com/1.png"]""");
        tool.Run(service.Address, "get", "r1", "--json").ShouldSucceed().Output
            .ShouldContain("\"thumbnails\":[\"https://example.com/1.png\"]");
    }

    [Fact]
    public void The_mock_gives_the_pages_of_the_new_list()
    {
        var first = tool.Run(service: null, "api", "listVideoGenerations", "--limit", "3", "--mock", "--json").ShouldSucceed().Output;
        var last = tool.Run(
            service: null, "api", "listVideoGenerations", "--limit", "3", "--cursor", "page-3", "--mock", "--json").ShouldSucceed().Output;

        first.ShouldContain("\"nextCursor\":\"page-2\"");
        last.ShouldContain("\"requestId\"");
        last.ShouldNotContain("nextCursor");
    }

    private static string Accepting => ScriptedService.Response(200, """{"success":true,"requestId":"r1","status":"queued"}""");

    private static JsonObject Body(string request) => JsonNode.Parse(request.Split("\r\n\r\n", 2)[1])!.AsObject();
}
