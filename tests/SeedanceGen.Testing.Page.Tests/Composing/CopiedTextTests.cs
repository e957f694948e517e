using System.Text.Json.Nodes;
using SeedanceGen.Testing.Page.Composing;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Page.Tests.Composing;

/// <summary>What the page copies does, run by the program that it is for, what the page itself would send.</summary>
[Trait("Category", "Slow")]
public sealed class CopiedTextTests : IAsyncLifetime
{
    private SeedanceMockHost _host = null!;

    /// <summary>Requests as a person enters them: each row has fields and their texts.</summary>
    public static TheoryData<string> Entered => new(
        """{"prompt":"A river"}""",
        """{"prompt":"It's \"fine\": $HOME `id` \\ 100% – é 🎬","model":"seedance-1.5-pro","duration":"10","aspectRatio":"9:16"}""",
        """{"prompt":"Two\nlines","duration":"5","resolution":"720p","mediaUrls":"https://a.test/1.png\nhttps://a.test/2.png"}""",
        """{"prompt":"-h","model":"seedance-2.0-fast","metadata":"projectId=proj_1001\nnote=a = b"}""",
        """{"prompt":"@file","metadata":"@at=1\nempty="}""",
        """{"prompt":"-"}""");

    public async Task InitializeAsync() => _host = await SeedanceMockHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [ProgramTheory("curl")]
    [MemberData(nameof(Entered))]
    public void A_call_of_curl_sends_the_request(string entered)
    {
        var form = Form(entered);

        Run(CopiedText.Curl(_host.BaseAddress, form.Operation, form.ToJson())).ShouldSucceed().Output.ShouldContain("queued");

        ShouldHaveSent(form);
    }

    [ProgramTheory("bash")]
    [MemberData(nameof(Entered))]
    public void A_command_line_sends_the_request(string entered)
    {
        var form = Form(entered);
        var tool = Repository.PathOf("src", "SeedanceGen.Cli", "bin", Build.Configuration, "net10.0", "seedance.dll");

        Run($"seedance() {{ dotnet {tool} \"$@\"; }}\n{CommandLineText.Of(_host.BaseAddress, form, form.ToJson())}").ShouldSucceed();

        ShouldHaveSent(form);
    }

    [Theory]
    [MemberData(nameof(Entered))]
    public async Task A_program_in_csharp_sends_the_request(string entered)
    {
        var form = Form(entered);

        await Build.RunAsync(BuilderText.Of(_host.BaseAddress, form.ToJson()), _host.Server.ApiKey);

        ShouldHaveSent(form);
    }

    [Fact]
    public void A_request_that_no_builder_can_say_is_json_in_csharp()
    {
        var body = new JsonObject { ["model"] = "seedance-9", ["prompt"] = "A river", ["new"] = new JsonArray(1, 2) };

        BuilderText.Of(_host.BaseAddress, body).ShouldContain("JsonSerializer.Deserialize(");
    }

    [Fact]
    public void A_builder_has_the_names_that_the_generator_gave_it()
    {
        var form = Form("""{"prompt":"A river","model":"seedance-1.5-pro","duration":"10","aspectRatio":"16:9","metadata":"a=b"}""");

        BuilderText.Of(_host.BaseAddress, form.ToJson()).ReplaceLineEndings("\n").ShouldContain("""
            VideoRequest.Seedance15Pro("A river")
                .WithAspectRatio(AspectRatio.Ratio16x9)
                .WithDuration(10)
                .WithMetadata("a", "b")
                .Build();
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void No_copied_text_has_the_key()
    {
        var form = Form("""{"prompt":"A river"}""");
        string[] texts =
        [
            CopiedText.Curl(_host.BaseAddress, form.Operation, form.ToJson()),
            CommandLineText.Of(_host.BaseAddress, form, form.ToJson()),
            BuilderText.Of(_host.BaseAddress, form.ToJson()),
        ];

        texts.ShouldAllBe(text => !text.Contains(_host.Server.ApiKey));
    }

    private static RequestForm Form(string entered)
    {
        var form = new RequestForm(ApiDescription.Current, ApiDescription.Current.Jobs.Submit);
        foreach (var (name, text) in JsonNode.Parse(entered)!.AsObject())
            form.Fields.First(field => field.Description.Name == name).Text = text!.ToString();
        form.Validate();
        form.IsValid.ShouldBeTrue(string.Join(' ', form.Fields.Select(field => field.Error)));
        return form;
    }

    private CommandResult Run(string script) =>
        CommandResult.Run(Repository.Root, "bash", ["-c", script], ("SEEDANCE_API_KEY", _host.Server.ApiKey), ("SEEDANCE_BASE_URL", null));

    private void ShouldHaveSent(RequestForm form) =>
        JsonNode.DeepEquals(JsonNode.Parse(_host.Server.Journal.Entries.ShouldHaveSingleItem().Body), form.ToJson())
            .ShouldBeTrue(_host.Server.Journal.Entries[0].Body);
}
