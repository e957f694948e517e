using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SeedanceGen.Cli.Completion;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Schema;
using SeedanceGen.Cli.Service;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Fields;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Options;

/// <summary>The options of a request follow each edit of the API description.</summary>
public partial class DescribedOptionsTests
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

    private const string Sound = """
        "sound": { "allOf": [{ "$ref": "#/components/schemas/Sound" }], "description": "What is heard. [A page]" }
        """;

    private const string SoundTypes = """
        "Sound": { "type": "object", "discriminator": { "propertyName": "kind", "mapping": {
            "music": "#/components/schemas/Music", "voice": "#/components/schemas/Voice" } },
          "oneOf": [{ "$ref": "#/components/schemas/Music" }, { "$ref": "#/components/schemas/Voice" }] },
        "Music": { "type": "object", "required": ["kind", "genre"], "properties": {
          "kind": { "type": "string", "enum": ["music"], "description": "The kind. [A page]" },
          "genre": { "type": "string", "enum": ["jazz", "rock"], "description": "The genre. [A page]" } } },
        "Voice": { "type": "object", "required": ["kind", "text"], "properties": {
          "kind": { "type": "string", "enum": ["voice"], "description": "The kind. [A page]" },
          "text": { "type": "string", "description": "What is said. [A page]" } } }
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
    [InlineData("\"minimum\": 0, \"exclusiveMinimum\": true", "more than 0")]
    [InlineData("\"exclusiveMinimum\": 0, \"maximum\": 4", "more than 0 and at most 4")]
    [InlineData("\"minimum\": 1, \"maximum\": 4, \"exclusiveMaximum\": true", "at least 1 and less than 4")]
    [InlineData("\"minimum\": 1, \"maximum\": 4", "1 to 4")]
    public async Task The_help_tells_a_bound_that_is_excluded(string limits, string words)
    {
        var description = EditedDescription.WithFields($$"""  "speed": { "type": "number", {{limits}}, "description": "A speed." }  """);

        (await HelpAsync(description)).ShouldContain($"A speed: {words} ");
    }

    [Fact]
    public async Task The_variants_of_a_union_have_options_and_the_fields_of_the_one_that_is_named_are_known()
    {
        var description = EditedDescription.WithFields(Sound, SoundTypes);

        var help = await HelpAsync(description);
        help.ShouldContain("--sound.kind <KIND> The kind (required): music, voice");
        help.ShouldContain("--sound.genre <GENRE> The genre: jazz, rock");
        (await SubmittedAsync(description, "--sound.kind", "music", "--sound.genre", "jazz"))["sound"]!.ToJsonString()
            .ShouldBe("""{"kind":"music","genre":"jazz"}""");
        (await WarningsAsync(description, """{"kind":"music","genre":"jazz"}""")).ShouldBeEmpty();
        (await WarningsAsync(description, """{"kind":"music","genre":"folk"}""")).ShouldBe(
            ["warning: this tool does not know the sound.genre 'folk' and sends it unchanged."]);
        (await WarningsAsync(description, """{"kind":"voice","genre":"jazz"}""")).ShouldBe(
            ["warning: this tool does not know the field 'sound.genre' and sends it unchanged."]);
        (await WarningsAsync(description, """{"kind":"noise"}""")).ShouldBe(
            ["warning: this tool does not know the sound.kind 'noise' and sends it unchanged."]);
        (await RefusedAsync(description, "--sound", "jazz")).ShouldContain("--sound does not accept 'jazz'. It accepts a JSON object");
    }

    [Fact]
    public void JSON_without_the_described_form_is_told_by_field_value_and_what_is_accepted()
    {
        var request = EditedDescription.WithFields($"{Lens}, {Marks}, {Sound}", $"{LensType}, {SoundTypes}").Request;

        Problems("""{"lens":{}}""").ShouldBe(["lens.shape is missing: it accepts wide or long."]);
        Problems("""{"lens":{"shape":"wide","focus":"far"}}""").ShouldBe(["""lens.focus is "far": it accepts a number from 0 to 9."""]);
        Problems("""{"marks":[{"at":1},{}]}""").ShouldBe(["marks[1].at is missing: it accepts a number."]);
        Problems("""{"sound":{"kind":"music"}}""").ShouldBe(["sound.genre is missing: it accepts jazz or rock."]);
        Problems("""{"sound":{"kind":"noise"}}""").ShouldBe(["""sound.kind is "noise": it accepts music or voice."""]);
        Problems("""{"sound":{}}""").ShouldBe(["sound.kind is missing: it accepts music or voice."]);

        IEnumerable<string> Problems(string part)
        {
            var value = JsonNode.Parse(part)!.AsObject();
            (value["model"], value["prompt"]) = ("seedance-2.0", "A river");
            return RequestJson.ProblemsOf(System.Text.Json.JsonSerializer.SerializeToElement(value), request);
        }
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

    /// <summary>An option that a command gains has to be among those of <see cref="OptionNames"/> that no field takes.</summary>
    [Theory]
    [InlineData("generate")]
    [InlineData("submit")]
    public async Task No_field_takes_the_name_of_an_option_that_a_command_has_itself(string command)
    {
        using var tool = new ToolRun();
        (await tool.RunAsync(command, "--help")).ShouldBe(ExitCode.Success, tool.Error);
        var ofFields = new RequestOptions(ServiceDescription.Current).All.Select(option => option.Name).ToHashSet(StringComparer.Ordinal);
        var own = OptionLine().Matches(tool.Output).Select(line => line.Groups[1].Value).Where(name => !ofFields.Contains(name)).ToList();
        own.ShouldContain("--json");

        var fields = own.Select(name => $$"""  "{{name[2..]}}": { "type": "integer", "description": "A number." }  """);
        using var other = new ToolRun { Description = EditedDescription.WithFields(string.Join(',', fields)) };
        (await other.RunAsync(command, "--help")).ShouldBe(ExitCode.Success, other.Error);

        var shown = OptionLine().Matches(other.Output).Select(line => line.Groups[1].Value).ToList();
        own.Select(name => "--request-" + name[2..]).ShouldAllBe(name => shown.Contains(name), "OptionNames.cs names each of them");
        shown.ShouldBeUnique();
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
            document["components"]!["schemas"]!["Resolution"]!["x-deprecated-values"] = new JsonArray("480p");
        });

        CompletionTree.Of(CommandTree.RootOf(description)).Single(command => command.Path == "submit")
            .Options.Single(option => option.Names.Contains("--webhook-url")).Description.ShouldEndWith("(deprecated)");
        CompletionTree.Of(CommandTree.RootOf(description)).Single(command => command.Path == "api")
            .Words.Single(word => word.Word == "listModels").Description.ShouldContain("(deprecated)");
        (await HelpAsync(description)).ShouldContain("480p (deprecated), 720p");
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

    [Theory]
    [InlineData("submit", "A river", "--lens.shape", "round")]
    [InlineData("generate", "A river", "--lens.shape", "round")]
    [InlineData("validate", "requests.jsonl")]
    [InlineData("batch", "requests.jsonl", "-o", "out")]
    public async Task An_unknown_value_is_a_warning_in_every_command(params string[] command)
    {
        var description = EditedDescription.WithFields(Lens, LensType);
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Strict = false });
        using var tool = ToolRun.Against(server, description);
        await File.WriteAllTextAsync(
            tool.Folder.At("requests.jsonl"), """{"model":"seedance-2.0","prompt":"A river","lens":{"shape":"round"}}""");

        (await tool.RunAsync(command)).ShouldBe(ExitCode.Success, tool.Error);

        tool.ErrorLines[0].ShouldStartWith("warning: ");
        tool.ErrorLines[0].ShouldEndWith("this tool does not know the lens.shape 'round' and sends it unchanged.");
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

    /// <summary>What the tool warns of when a request has this sound.</summary>
    private static async Task<IEnumerable<string>> WarningsAsync(ServiceDescription description, string sound)
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Strict = false });
        using var tool = ToolRun.Against(server, description);
        (await tool.RunAsync("submit", "A river", "--sound", sound)).ShouldBe(ExitCode.Success, tool.Error);
        return tool.ErrorLines.Where(line => line.StartsWith("warning: ", StringComparison.Ordinal)).ToList();
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

    /// <summary>The long name of an option in the help.</summary>
    [GeneratedRegex(@"^ +(?:-\S+, )*(--[a-z][a-z-]*)", RegexOptions.Multiline)]
    private static partial Regex OptionLine();
}
