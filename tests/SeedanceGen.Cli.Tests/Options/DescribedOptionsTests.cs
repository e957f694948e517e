using System.Text.Json.Nodes;
using SeedanceGen.Cli.Completion;
using SeedanceGen.Cli.Schema;
using SeedanceGen.Cli.Service;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Options;

/// <summary>The options of a request follow each edit of the API description.</summary>
public class DescribedOptionsTests
{
    private const string Shadow = """
        "shadow": { "type": "string", "minLength": 1, "maxLength": 90, "description": "What stays dark: the rest. [A page]" }
        """;

    private const string Lens = """
        "lens": { "allOf": [{ "$ref": "#/components/schemas/Lens" }], "description": "The lens. [A page]" }
        """;

    private const string LensType = """
        "Lens": { "type": "object", "required": ["shape"], "properties": {
          "shape": { "type": "string", "enum": ["wide", "long"], "description": "The shape. [A page]" },
          "focus": { "type": "number", "minimum": 0, "maximum": 9, "description": "Where it is sharp. [A page]" } } }
        """;

    private const string Marks = """
        "marks": { "type": "array", "maxItems": 3, "description": "What is seen when. [A page]", "items": { "type": "object",
          "required": ["at"], "properties": { "at": { "type": "number" }, "imageUrl": { "type": "string", "format": "uri" } } } }
        """;

    [Fact]
    public async Task A_new_field_has_an_option_with_its_words_and_its_limits()
    {
        var description = EditedDescription.WithFields(Shadow);

        var help = await HelpAsync(description);
        help.ShouldContain("--shadow <TEXT>");
        help.ShouldContain("What stays dark: ");
        help.ShouldContain("90");
        (await SubmittedAsync(description, "--shadow", "the river"))["shadow"]!.GetValue<string>().ShouldBe("the river");
    }

    [Fact]
    public async Task A_nested_field_follows_a_dot_and_joins_the_JSON_of_its_object()
    {
        var description = EditedDescription.WithFields(Lens, LensType);

        (await HelpAsync(description)).ShouldContain("--lens.shape <SHAPE>");
        (await SubmittedAsync(description, "--lens.shape", "wide", "--lens.focus", "0.5"))["lens"]!.ToJsonString()
            .ShouldBe("""{"shape":"wide","focus":0.5}""");
        (await SubmittedAsync(description, "--lens", """{"shape":"wide"}""", "--lens.focus", "2"))["lens"]!.ToJsonString()
            .ShouldBe("""{"shape":"wide","focus":2}""");
        CompletionTree.Of(CommandTree.RootOf(description)).Single(command => command.Path == "submit")
            .Options.Single(option => option.Names.Contains("--lens.shape")).Values.ShouldBe(["wide", "long"]);
    }

    [Fact]
    public async Task A_list_of_objects_is_repeated_JSON_or_a_file()
    {
        var description = EditedDescription.WithFields(Marks);
        const string First = """{"at":0,"imageUrl":"https://example.com/1.png"}""";
        const string Second = """{"at":2.5}""";

        (await SubmittedAsync(description, "--marks", First, "--marks", Second))["marks"]!.ToJsonString().ShouldBe($"[{First},{Second}]");
        (await SubmittedAsync(description, "--marks", $"[{First},{Second}]"))["marks"]!.ToJsonString().ShouldBe($"[{First},{Second}]");
        (await SubmittedAsync(description, "--marks", "@marks.json"))["marks"]!.ToJsonString().ShouldBe("""[{"at":1}]""");
        (await RefusedAsync(description, "--marks", "later")).ShouldContain("--marks does not accept 'later'. It accepts JSON");
        (await RefusedAsync(description, "--marks", "@nowhere.json")).ShouldContain("nowhere.json");
        (await RefusedAsync(description, "--marks", "@broken.json")).ShouldContain("not JSON");
    }

    [Theory]
    [InlineData("integer", "7", "7")]
    [InlineData("number", "0.25", "0.25")]
    [InlineData("boolean", "true", "true")]
    [InlineData("boolean", "false", "false")]
    public async Task A_value_has_the_type_of_its_field(string type, string given, string sent)
    {
        var description = EditedDescription.WithFields($$"""  "grainSize": { "type": "{{type}}", "description": "A size. [A page]" }  """);

        (await SubmittedAsync(description, "--grain-size", given))["grainSize"]!.ToJsonString().ShouldBe(sent);
    }

    [Fact]
    public async Task A_type_that_may_be_null_is_the_type()
    {
        var description = EditedDescription.WithFields("""  "seed": { "type": ["integer", "null"], "description": "A seed." }  """);

        (await SubmittedAsync(description, "--seed", "7"))["seed"]!.ToJsonString().ShouldBe("7");
        (await RefusedAsync(description, "--seed", "x")).ShouldContain("--seed does not accept 'x'. It accepts whole numbers, such as 5.");
    }

    [Fact]
    public async Task A_field_that_is_named_like_an_option_of_the_tool_is_told_apart()
    {
        var description = EditedDescription.WithFields("""  "timeout": { "type": "integer", "description": "A time." }  """);

        (await HelpAsync(description)).ShouldContain("--request-timeout <NUMBER>");
        (await SubmittedAsync(description, "--request-timeout", "7"))["timeout"]!.ToJsonString().ShouldBe("7");
    }

    [Fact]
    public async Task A_removed_field_has_no_option_and_a_renamed_prompt_renames_the_argument()
    {
        var description = EditedDescription.With(document =>
        {
            var request = EditedDescription.Request(document);
            var fields = request["properties"]!.AsObject();
            fields.Remove("aspectRatio");
            var prompt = fields["prompt"]!.DeepClone();
            fields.Remove("prompt");
            fields["scene"] = prompt;
            request["required"] = new JsonArray("model", "scene");
        });

        var help = await HelpAsync(description);
        help.ShouldContain("[<SCENE>]");
        help.ShouldNotContain("--aspect-ratio");
        using var tool = new ToolRun { Description = description };
        (await tool.RunAsync("submit")).ShouldBe(ExitCode.Usage);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("There is no scene");
    }

    [Fact]
    public async Task What_is_deprecated_is_marked_in_the_help_and_warned_of()
    {
        var description = EditedDescription.With(document =>
        {
            var fields = EditedDescription.Request(document)["properties"]!;
            fields["webhookUrl"]!["deprecated"] = true;
            document["paths"]!["/api/open/v1/models"]!["get"]!["deprecated"] = true;
        });

        (await HelpAsync(description)).ShouldContain("The callback URL that receives the final result (deprecated)");
        using var tool = new ToolRun { Description = description };
        await tool.RunAsync("api", "--help");
        Words(tool.Output).ShouldContain("Lists the available models (deprecated)");
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Strict = false });
        using var submission = ToolRun.Against(server, description);
        (await submission.RunAsync("submit", "A river", "--webhook-url", "https://example.com/hook"))
            .ShouldBe(ExitCode.Success, submission.Error);
        submission.ErrorLines.ShouldContain("warning: the field 'webhookUrl' is deprecated.");
    }

    [Theory]
    [InlineData("submit", "A river", "--model", "seedance-9")]
    [InlineData("generate", "A river", "--model", "seedance-9")]
    [InlineData("validate", "requests.jsonl")]
    [InlineData("batch", "requests.jsonl", "-o", "out")]
    public async Task An_unknown_model_is_a_warning_in_every_command(params string[] command)
    {
        const string Refusal = """{"success":false,"error":{"code":"no_model"}}""";
        await using var service = ScriptedService.Responding(ScriptedService.Response(400, Refusal));
        using var tool = ToolRun.Against(service);
        await File.WriteAllTextAsync(tool.Folder.At("requests.jsonl"), """{"model":"seedance-9","prompt":"A river"}""");

        await tool.RunAsync(command);

        tool.ErrorLines[0].ShouldStartWith("warning: ");
        tool.ErrorLines[0].ShouldEndWith(
            "this tool does not know the model 'seedance-9', so it checks only the rules that all models share.");
    }

    [Fact]
    public async Task An_unknown_value_of_a_nested_field_is_a_warning()
    {
        var description = EditedDescription.WithFields(Lens, LensType);
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Strict = false });
        using var tool = ToolRun.Against(server, description);

        (await tool.RunAsync("submit", "A river", "--lens.shape", "round")).ShouldBe(ExitCode.Success, tool.Error);

        tool.ErrorLines[0].ShouldBe("warning: this tool does not know the lens.shape 'round' and sends it unchanged.");
    }

    [Fact]
    public void A_line_names_its_idempotency_key_where_the_description_has_one()
    {
        const string Line = """{"model":"seedance-2.0","prompt":"A river","idempotencyKey":"key-1"}""";
        var description = EditedDescription.With(document => document["paths"]!["/api/open/v1/video/generations"]!["post"]!["parameters"] =
            JsonNode.Parse("""[{ "name": "Once-Key", "in": "header", "x-idempotency-key": true, "schema": { "type": "string" } }]"""));

        var known = RequestLine.Parse(1, Line, description);
        known.Key.ShouldBe("key-1");
        known.Warnings.ShouldBeEmpty();
        CommandTree.RootOf(description).Subcommands.Single(command => command.Name == "submit").Options
            .ShouldContain(option => option.Name == "--once-key");

        var unknown = RequestLine.Parse(1, Line, ServiceDescription.Current);
        unknown.Key.ShouldBeNull();
        unknown.Warnings.ShouldHaveSingleItem().ShouldContain("'idempotencyKey'");
    }

    [Fact]
    public void Every_field_of_the_request_is_the_argument_or_an_option()
    {
        var submit = CommandTree.All.Single(command => command.Path == "submit").Command;
        var fields = ServiceDescription.Current.Request.Fields;

        submit.Arguments.Count.ShouldBe(1);
        foreach (var name in fields.Select(field => PlainText.Kebab(field.Name)))
        {
            if (!name.Equals(submit.Arguments[0].Name, StringComparison.OrdinalIgnoreCase))
                submit.Options.ShouldContain(option => option.Name == "--" + name, name);
        }
    }

    private static async Task<string> HelpAsync(ServiceDescription description)
    {
        using var tool = new ToolRun { Description = description };
        (await tool.RunAsync("submit", "--help")).ShouldBe(ExitCode.Success, tool.Error);
        return Words(tool.Output);
    }

    private static async Task<JsonObject> SubmittedAsync(ServiceDescription description, params string[] options)
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Strict = false });
        using var tool = await WithFilesAsync(ToolRun.Against(server, description));
        (await tool.RunAsync(["submit", "A river", .. options])).ShouldBe(ExitCode.Success, tool.Error);
        return JsonNode.Parse(server.Journal.ForOperation("submitVideoGeneration").ShouldHaveSingleItem().Body)!.AsObject();
    }

    private static async Task<string> RefusedAsync(ServiceDescription description, params string[] options)
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Strict = false });
        using var tool = await WithFilesAsync(ToolRun.Against(server, description));
        (await tool.RunAsync(["submit", "A river", .. options])).ShouldBe(ExitCode.Usage);
        server.Journal.Entries.ShouldBeEmpty();
        return tool.ErrorLines.ShouldHaveSingleItem();
    }

    private static async Task<ToolRun> WithFilesAsync(ToolRun tool)
    {
        await File.WriteAllTextAsync(tool.Folder.At("marks.json"), """[{"at":1}]""");
        await File.WriteAllTextAsync(tool.Folder.At("broken.json"), "[");
        return tool;
    }

    private static string Words(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
