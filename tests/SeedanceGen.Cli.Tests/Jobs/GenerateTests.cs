using System.Text.Json;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Jobs;

public class GenerateTests
{
    private const string Prompt = "A river flowing through an autumn forest, aerial view, cinematic motion";

    [Fact]
    public async Task The_documented_job_costs_40_credits_on_the_mock_and_ends_as_a_file()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync(
            "generate", Prompt, "--duration", "5", "--resolution", "720p", "--aspect-ratio", "16:9", "--mock", "-o", "river.mp4");

        code.ShouldBe(ExitCode.Success, tool.Error);
        tool.OutputLines.ShouldBe(["req_0000000001 accepted, 40 credits", "river.mp4"]);
        Mp4.ShouldBeWrittenTo(tool.Folder.At("river.mp4"));
    }

    [Fact]
    public async Task Each_status_is_written_once_to_standard_error()
    {
        using var tool = new ToolRun();

        await tool.RunAsync("generate", Prompt, "--mock");

        tool.ErrorLines.Where(line => line.StartsWith("req_", StringComparison.Ordinal))
            .ShouldBe(["req_0000000001 queued", "req_0000000001 processing", "req_0000000001 succeeded"]);
    }

    [Fact]
    public async Task Every_option_reaches_the_service()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        var code = await tool.RunAsync(
            "generate", Prompt, "--model", "seedance-1.5-pro", "--duration", "10", "--aspect-ratio", "9:16", "--resolution", "1080p",
            "--media-urls", "https://example.com/first.png", "--media-urls", "https://example.com/last.png",
            "--webhook-url", "https://example.com/hook", "--metadata", "projectId=proj_1001", "--metadata", "note=a=b");

        code.ShouldBe(ExitCode.Success, tool.Error);
        var request = server.Jobs.ShouldHaveSingleItem().Request;
        request.Prompt.ShouldBe(Prompt);
        request.Model.ShouldBe(SeedanceModel.Seedance15Pro);
        request.Duration.ShouldBe(10);
        request.AspectRatio.ShouldBe(AspectRatio.Ratio9x16);
        request.Resolution.ShouldBe(Resolution.P1080);
        request.MediaUrls!.Select(url => url.AbsoluteUri).ShouldBe(["https://example.com/first.png", "https://example.com/last.png"]);
        request.WebhookUrl.ShouldBe(new Uri("https://example.com/hook"));
        request.Metadata!.ToDictionary(pair => pair.Key, pair => pair.Value.GetString())
            .ShouldBe(new Dictionary<string, string?> { ["projectId"] = "proj_1001", ["note"] = "a=b" });
    }

    [Fact]
    public async Task An_absent_option_is_not_sent_and_the_model_defaults_to_the_first_known_one()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        await tool.RunAsync("generate", Prompt);

        var body = server.Journal.ForOperation("submitVideoGeneration").ShouldHaveSingleItem().Body;
        using var sent = JsonDocument.Parse(body);
        sent.RootElement.EnumerateObject().Select(property => property.Name).ShouldBe(["model", "prompt"]);
        sent.RootElement.GetProperty("model").GetString().ShouldBe(SeedanceModel.KnownValues[0].Value);
    }

    [Fact]
    public async Task Without_an_output_option_the_file_is_named_by_the_job()
    {
        using var tool = new ToolRun();

        await tool.RunAsync("generate", Prompt, "--mock");

        tool.OutputLines[^1].ShouldBe("req_0000000001.mp4");
        tool.Folder.Files.ShouldBe(["req_0000000001.mp4"]);
    }

    [Theory]
    [InlineData("generate", Prompt, "--mock")]
    [InlineData("download", "req_0000000001")]
    public async Task A_file_that_is_named_by_the_job_replaces_no_other(params string[] command)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        await tool.RunAsync("submit", Prompt);
        await tool.Anew().RunAsync("wait", "req_0000000001");
        await File.WriteAllTextAsync(tool.Folder.At("req_0000000001.mp4"), "notes");

        (await tool.Anew().RunAsync(command)).ShouldBe(ExitCode.Success, tool.Error);

        (await File.ReadAllTextAsync(tool.Folder.At("req_0000000001.mp4"))).ShouldBe("notes");
        Mp4.ShouldBeWrittenTo(tool.Folder.At("req_0000000001-2.mp4"));
    }

    [Fact]
    public async Task An_existing_file_is_replaced_when_asked()
    {
        using var tool = new ToolRun();
        await File.WriteAllTextAsync(tool.Folder.At("river.mp4"), "an older film");

        (await tool.RunAsync("generate", Prompt, "--mock", "--output", "river.mp4", "--force")).ShouldBe(ExitCode.Success, tool.Error);

        Mp4.ShouldBeWrittenTo(tool.Folder.At("river.mp4"));
    }

    [Fact]
    public async Task The_mock_option_needs_no_key_and_sends_nothing_to_the_service()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = new ToolRun().With(server.BaseAddress.AbsoluteUri, apiKey: null);

        (await tool.RunAsync("generate", Prompt, "--mock")).ShouldBe(ExitCode.Success, tool.Error);

        server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_key_goes_to_the_service_alone()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("generate", Prompt)).ShouldBe(ExitCode.Success, tool.Error);

        server.Journal.KeyLeaks.ShouldBeEmpty();
        (tool.Output + tool.Error).ShouldNotContain(server.ApiKey);
    }

    [Theory]
    [InlineData("@everyone dances")]
    [InlineData("[bold]a sign[/]")]
    [InlineData("-- a dash")]
    public async Task A_prompt_is_sent_unchanged(string prompt)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("generate", "--", prompt)).ShouldBe(ExitCode.Success, tool.Error);

        server.Jobs.ShouldHaveSingleItem().Request.Prompt.ShouldBe(prompt);
    }

    [Fact]
    public async Task An_id_from_the_network_cannot_place_the_file_in_another_folder()
    {
        await using var files = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        using var first = ToolRun.Against(files);
        await first.RunAsync("generate", Prompt, "--json");
        var link = (string)first.Json["url"]!;
        await using var service = ScriptedService.Responding(
            ScriptedService.Response(200, """{"success":true,"requestId":"../../escaped","status":"queued"}"""),
            ScriptedService.Response(
                200,
                $$$"""{"success":true,"requestId":"../../escaped","status":"succeeded","output":{"type":"video","url":"{{{link}}}"}}"""));
        using var tool = ToolRun.Against(service);

        (await tool.RunAsync("generate", Prompt)).ShouldBe(ExitCode.Success, tool.Error);

        tool.OutputLines.ShouldBe(["../../escaped accepted, price not named", "______escaped.mp4"]);
        tool.Folder.Files.ShouldBe(["______escaped.mp4"]);
    }
}
